"""What a run of Ansible shows of itself, one JSON object a line: each task that ended, each include, the statistics."""
import json
import os
import re

from ansible.parsing.ajson import AnsibleJSONEncoder
from ansible.playbook.handler import Handler
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = '''
name: seen
type: notification
short_description: one JSON object a line for each finished task
description: Writes to the file that the environment variable DROVER_SEEN names.
'''

# Of a loop's results and of conditions; not what debug shows.
BESIDE = {'changed', 'failed', 'skipped', 'item', 'invocation', 'attempts', 'failed_when_result', 'changed_when_result', 'ansible_loop_var',
          'ansible_index_var'}


# How the engine's own messages begin.
ENGINE = re.compile(r"The conditional check|The task includes an option|An unhandled exception|Invalid data passed|template error|Unexpected templating|'\S+' is undefined")


def told(task, result, word):
    """The message of the modules that are there to tell one, where the module told it rather than the engine."""
    name = task.action.rsplit('.', 1)[-1]
    passed = word in ('ok', 'changed')
    message = result.get('msg')
    if word == 'skipped' or not passed and ENGINE.match(str(message)):
        return {}
    if name == 'debug' and (passed or 'failed_when_result' in result):
        if 'msg' in result:
            return {'msg': message}
        shown = {k: v for k, v in result.items() if k not in BESIDE and not k.startswith('_ansible') and k != 'ansible_loop'}
        return {'var': shown} if shown else {}
    if name == 'assert' and (passed or 'evaluated_to' in result) or name == 'fail' and not passed:
        return {'msg': message}
    return {}


def diffs(result):
    """Text before and after, as far as the diff is of text."""
    given = result.get('diff') or []
    given = given if isinstance(given, list) else [given]
    texts = [{'before': d['before'], 'after': d['after']} for d in given
             if isinstance(d.get('before'), str) and isinstance(d.get('after'), str) and d['before'] != d['after']]
    return {'diff': texts} if texts else {}


def attempts(result):
    return {'attempts': result['attempts']} if 'attempts' in result else {}


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'notification'
    CALLBACK_NAME = 'seen'

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        path = os.environ.get('DROVER_SEEN')
        self.disabled = not path
        self.out = open(path, 'w', encoding='utf-8') if path else None
        self.play = None
        self.items = {}

    def _write(self, **line):
        self.out.write(json.dumps(line, ensure_ascii=False, cls=AnsibleJSONEncoder) + '\n')
        self.out.flush()

    def _named(self, result):
        task, fields = result._task, result._task_fields
        name = (fields.get('name') or self._unnamed(task)).strip()
        role = task._role.get_name() if task._role else None
        return {'play': self.play, 'host': result._host.get_name(), 'task': f'{role} : {name}' if role else name,
                **({'role': role} if role else {})}

    @staticmethod
    def _unnamed(task):
        """An include_role without a name is shown with the role's."""
        return task.get_name() if task.action.endswith('include_role') else task.action

    def _ended(self, result, word):
        task, data = result._task, result._result
        items = self.items.pop((result._host.get_name(), task._uuid), [])
        censored = 'censored' in data or data.get('_ansible_no_log')
        delegated = result._task_fields.get('delegate_to')
        self._write(**self._named(result), action=task.action.rsplit('.', 1)[-1],
                    **({'handler': True} if isinstance(task, Handler) else {}), result=word,
                    **({'items': items} if items else {}),
                    **({'delegated': delegated} if delegated and not items else {}),
                    **({} if items else {'censored': True} if censored else told(task, data, word)),
                    **({} if items or censored else attempts(data)),
                    **(diffs(data) if word == 'changed' and not items and not censored else {}))

    def _item(self, result, word):
        data = result._result
        if 'censored' in data or data.get('_ansible_no_log'):
            item = {'item': None, 'result': word, 'censored': True}
        else:
            item = {'item': self._get_item_label(data), 'result': word, **told(result._task, data, word), **attempts(data), **diffs(data)}
        self.items.setdefault((result._host.get_name(), result._task._uuid), []).append(item)

    def v2_playbook_on_play_start(self, play):
        self.play = play.get_name().strip()

    def v2_runner_on_ok(self, result):
        self._ended(result, 'changed' if result._result.get('changed') else 'ok')

    def v2_runner_on_skipped(self, result):
        self._ended(result, 'skipped')

    def v2_runner_on_unreachable(self, result):
        self._ended(result, 'unreachable')

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._ended(result, 'ignored' if ignore_errors else 'failed')

    def v2_runner_item_on_ok(self, result):
        self._item(result, 'changed' if result._result.get('changed') else 'ok')

    def v2_runner_item_on_skipped(self, result):
        self._item(result, 'skipped')

    def v2_runner_item_on_failed(self, result):
        self._item(result, 'failed')

    def v2_playbook_on_include(self, included_file):
        for host in included_file._hosts:
            task = included_file._task
            role = task._role.get_name() if task._role else None
            name = (task.name or self._unnamed(task)).strip()
            item = included_file._vars.get('_ansible_item_label') if included_file._vars else None
            self._write(play=self.play, host=host.get_name(), task=f'{role} : {name}' if role else name, **({'role': role} if role else {}),
                        result='included', file=os.path.basename(included_file._filename), **({} if item is None else {'item': item}))

    def v2_playbook_on_stats(self, stats):
        recap = {host: stats.summarize(host) for host in stats.processed}
        self._write(recap=recap, stats=stats.custom.get('_run', {}))
