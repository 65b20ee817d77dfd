"""
Python's own test tool, which also writes down what each test did, one JSON line at a time: what is known survives a crash and
a kill. With paths of files, only these; without, what `python -m unittest discover` finds.
"""

import json
import os
import random
import re
import sys
import time
import traceback
import unittest

HERE = os.getcwd()
PLACE = os.path.join(os.environ['IAMA_RESULTS_DIR'], f'unittest-{os.getpid()}-{random.randrange(16**8):08x}.ndjson')


def record(value):
    handle = os.open(PLACE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(value) + '\n').encode())
    finally:
        os.close(handle)


class Recorder(unittest.TextTestResult):
    def startTest(self, test):
        self.began = time.perf_counter()
        self.told = False
        super().startTest(test)

    def tell(self, test, status, error=None):
        self.told = True
        name = test.id().split('.')
        module = sys.modules.get(type(test).__module__)
        line = {'type': 'case', 'path': name[-2:] if len(name) > 1 else name, 'file': getattr(module, '__file__', None),
                'status': status, 'duration_ms': round((time.perf_counter() - getattr(self, 'began', time.perf_counter())) * 1000)}
        if error is not None:
            text = ''.join(traceback.format_exception(*error))
            # A module that cannot be loaded is told with all of its traceback: what it ends with says why.
            is_load = isinstance(test, unittest.loader._FailedTest)
            message = str(error[1]).strip().rsplit('\n', 1)[-1] if is_load else str(error[1])
            line['error'] = {'name': error[0].__name__, 'message': message, 'stack': text}
        record(line)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, 'passed')

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.tell(test, 'failed', error)

    def addError(self, test, error):
        super().addError(test, error)
        self.tell(test, 'failed', error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, 'skipped')

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self.tell(test, 'todo')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.tell(test, 'failed')

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.tell(test, 'failed', error)


def tests_in(paths):
    loader = unittest.defaultTestLoader
    return unittest.TestSuite([loader.loadTestsFromName(module_of(each)) for each in paths or test_files()])


def test_files():
    """Also in folders that are no packages, which `discover` does not find from above."""
    found = []
    for folder, folders, files in os.walk(HERE):
        folders[:] = sorted(each for each in folders if each[0] != '.' and each not in ('node_modules', 'venv', '__pycache__'))
        names = [each for each in sorted(files) if re.match(r'(test.*|.*_test)\.py$', each)]
        found += [os.path.relpath(os.path.join(folder, each), HERE) for each in names]
    return found


def module_of(path):
    """As the packages above it name it; the folder that holds the outermost one is where Python looks."""
    folder, name = os.path.split(os.path.join(HERE, path))
    parts = [name[: -len('.py')]]
    while folder != HERE and os.path.exists(os.path.join(folder, '__init__.py')):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return '.'.join(parts)


if __name__ == '__main__':
    sys.path[0] = HERE
    record({'type': 'start', 'framework': 'unittest'})
    fail_fast = os.environ.pop('IAMA_FAIL_FAST', '') == '1'
    runner = unittest.TextTestRunner(resultclass=Recorder, verbosity=1, failfast=fail_fast)
    result = runner.run(tests_in(sys.argv[1:]))
    record({'type': 'end'})
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
