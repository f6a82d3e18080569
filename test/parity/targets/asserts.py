# What every assert task of a run of real Ansible came to, as lines of JSON in $DROVER_ASSERTS: the same as playbook.ts notes.
import json
import os

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: asserts
type: notification
short_description: Notes what every assert came to
description: Notes what every assert came to.
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "asserts"
    CALLBACK_NEEDS_ENABLED = True

    def _note(self, result, word):
        task = result._task
        if task.action.rpartition(".")[2] != "assert":
            return
        place = os.path.relpath(os.path.realpath(task.get_path().rpartition(":")[0]), os.environ["DROVER_TARGETS"])
        if place.startswith(".."):
            place = os.path.basename(place)
        line = {"host": result._host.get_name(), "place": f"{place}:{task.get_path().rpartition(':')[2]}", "result": word}
        with open(os.environ["DROVER_ASSERTS"], "a") as file:
            file.write(json.dumps(line) + "\n")

    def v2_runner_on_ok(self, result):
        self._note(result, "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._note(result, "failed")

    def v2_runner_on_skipped(self, result):
        self._note(result, "skipped")
