"""
The Python side of render.ts: plain Jinja2 with its templates compiled beforehand, and Ansible's Templar.

Standard input holds one request a line, `load FILE` (JSON lines of {vars, text, want}) or `jinja N`, `templar N` or `kept N`;
the answer is one line of JSON: which cases plain Jinja2 renders as wanted, or how many milliseconds N rounds took.
"""
import json
import sys
import time

from ansible import context
from ansible.module_utils.common.collections import ImmutableDict
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.yaml.objects import AnsibleMapping, AnsibleSequence, AnsibleUnicode
from ansible.plugins.loader import filter_loader, init_plugin_loader, test_loader
from ansible.template import AnsibleEnvironment, Templar
from jinja2 import Environment

context.CLIARGS = ImmutableDict({})
init_plugin_loader()
managed = {'ansible_managed': 'Ansible managed'}
overrides = {'trim_blocks': True, 'lstrip_blocks': False}


def as_loaded(value):
    """Variables have these types after Ansible has read them from YAML."""
    if isinstance(value, str):
        return AnsibleUnicode(value)
    if isinstance(value, dict):
        return AnsibleMapping((AnsibleUnicode(k), as_loaded(v)) for k, v in value.items())
    if isinstance(value, list):
        return AnsibleSequence(as_loaded(v) for v in value)
    return value


def plain_environment():
    environment = Environment(trim_blocks=True, keep_trailing_newline=True, finalize=lambda v: '' if v is None else v)
    for plugin in filter_loader.all():
        environment.filters[plugin.ansible_name.rsplit('.', 1)[-1]] = plugin.j2_function
    for plugin in test_loader.all():
        environment.tests[plugin.ansible_name.rsplit('.', 1)[-1]] = plugin.j2_function
    return environment


class Bench:
    def load(self, file):
        with open(file, encoding='utf-8', newline='\n') as lines:
            self.cases = [json.loads(line) for line in lines]
        environment = plain_environment()
        self.loader = DataLoader()
        self.compiled = [(environment.from_string(case['text']), {**managed, **case['vars']}) for case in self.cases]
        self.raw = [(case['text'], {**managed, **as_loaded(case['vars'])}) for case in self.cases]
        self.same = [self.plain(i).rstrip('\n') == case['want'].rstrip('\n') for i, case in enumerate(self.cases)]
        return self.same

    def plain(self, i):
        template, variables = self.compiled[i]
        return template.render(variables)

    def jinja(self, rounds):
        work = [self.compiled[i] for i, same in enumerate(self.same) if same]
        start = time.perf_counter()
        for _ in range(int(rounds)):
            for template, variables in work:
                template.render(variables)
        return (time.perf_counter() - start) * 1000

    def templar(self, rounds):
        """As the template module does it for each task."""
        work = [self.raw[i] for i, same in enumerate(self.same) if same]
        start = time.perf_counter()
        for _ in range(int(rounds)):
            for text, variables in work:
                templar = Templar(loader=self.loader, variables=variables)
                inner = templar.copy_with_new_env(environment_class=AnsibleEnvironment, available_variables=variables)
                inner.do_template(text, preserve_trailing_newlines=True, escape_backslashes=False, overrides=overrides)
        return (time.perf_counter() - start) * 1000


    def kept(self, rounds):
        """With one environment for all: what rendering alone takes."""
        work = [self.raw[i] for i, same in enumerate(self.same) if same]
        templar = Templar(loader=self.loader)
        start = time.perf_counter()
        for _ in range(int(rounds)):
            for text, variables in work:
                templar.available_variables = variables
                templar.do_template(text, preserve_trailing_newlines=True, escape_backslashes=False)
        return (time.perf_counter() - start) * 1000


bench = Bench()
for line in sys.stdin:
    command, argument = line.split(None, 1)
    print(json.dumps(getattr(bench, command)(argument.strip())), flush=True)
