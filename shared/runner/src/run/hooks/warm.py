"""
Keeps Python and its test tool loaded, and forks a child for every run that is asked for. A child does what
`python -m pytest <files>` or `unittest_run.py <files>` does, with the files as they are on disk by then; here nothing of the
repository is loaded. One JSON line per run comes in, one goes out. Linux only: it ends early where it cannot keep what it promises.
"""

import ctypes
import gc
import importlib
import importlib.metadata
import json
import os
import runpy
import select
import signal
import sys
import sysconfig
import threading
import time

FRAMEWORK, FILES = sys.argv[1], sys.argv[2:]
HERE = os.getcwd()
RUN_FOLDER = os.path.realpath(os.environ['IAMA_RUN_FOLDER'])
STANDARD = tuple({os.path.realpath(sysconfig.get_path(each)) + os.sep for each in ('stdlib', 'platstdlib')})
SUBREAPER = 36


def main():
    """What a child was asked for, which is to go on as the test tool; None where nobody asks any more."""
    can_hold()
    sys.path[0] = HERE
    importlib.import_module(FRAMEWORK)
    stay_clean()
    answer({'ready': True})
    while True:
        order = next_order()
        if order is None:
            return None
        if 'load' in order:
            load(order['load'])
            answer({'loaded': True})
        elif run(order):
            return order


def can_hold():
    """Orphans have to come to us, and what /proc shows has to be what we can end."""
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0) != 0 or os.readlink('/proc/self') != str(os.getpid()):
        sys.exit(3)


def stay_clean():
    """Something of the repository that is loaded here would stay as it is, whatever a fault does to it."""
    if is_busy():
        sys.exit(4)


known = set()


def is_busy():
    fresh = [module for name, module in list(sys.modules.items()) if name not in known]
    known.update(sys.modules)
    # A fork has only the thread that makes it.
    return any(map(is_inside, fresh)) or len(os.listdir('/proc/self/task')) > 1 or threading.active_count() > 1


def is_inside(module):
    file = getattr(module, '__file__', None)
    return isinstance(file, str) and os.path.realpath(file).startswith(RUN_FOLDER + os.sep)


def load(modules):
    """
    As many of them as can be loaded without anything of the repository coming along, or threads. They are loaded in a fork that goes
    on in our place; only what it could not keep is tried again without.
    """
    while True:
        out, into = os.pipe()
        pid = os.fork()
        if pid == 0:
            can_hold()
            fit = fitting(modules)
            os.write(into, b'%d' % fit)
            if fit < len(modules):
                os._exit(0)
            os.close(out)
            os.close(into)
            # A child need not look through all of it for what is no longer used.
            gc.freeze()
            return
        os.close(into)
        fit = os.read(out, 20)
        os.close(out)
        if fit == b'%d' % len(modules):
            # It speaks for us from here on.
            os.waitpid(pid, 0)
            os._exit(0)
        os.waitpid(pid, 0)
        modules = modules[:int(fit or b'0')]


def fitting(modules):
    """How many of them, from the first one on. Those that pytest has rewritten are loaded by its own hook, as it will ask for."""
    hook = rewriting_hook([name for name, is_rewritten in modules if is_rewritten])
    try:
        for at, (name, is_rewritten) in enumerate(modules):
            if hook or not is_rewritten:
                attempt(lambda: importlib.import_module(name))
            if is_busy():
                return at
        return len(modules)
    finally:
        if hook:
            sys.meta_path.remove(hook)


def rewriting_hook(names):
    return attempt(lambda: install_hook(names)) if names else None


def install_hook(names):
    from _pytest.assertion import install_importhook
    from _pytest.config import get_config

    config = get_config()
    # It has read no settings of a repository; these are pytest's own.
    config.getini = {'python_files': ['test_*.py', '*_test.py'], 'enable_assertion_pass_hook': False}.__getitem__
    hook = install_importhook(config)
    hook.mark_rewrite(*names)
    return hook


def attempt(work):
    try:
        return work()
    except BaseException:
        return None


def run(order):
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        os.setsid()
        redirect(into)
        os.environ['IAMA_RESULTS_DIR'] = order['results']
        os.environ['PYTEST_ADDOPTS'] = order['options'] + (' -x' if order['to_first_failure'] else '')
        os.environ['IAMA_FAIL_FAST'] = '1' if order['to_first_failure'] else ''
        del os.environ['IAMA_WARM'], os.environ['IAMA_RUN_FOLDER']
        sys.path_importer_cache.clear()
        importlib.invalidate_caches()
        return True
    os.close(into)
    ended = watch(pid, out, time.monotonic() + order['timeout_ms'] / 1000)
    os.close(out)
    end_rest(pid)
    answer({'ended': ended})
    return False


def redirect(output):
    nothing = os.open(os.devnull, os.O_RDONLY)
    for place, handle in enumerate((nothing, output, output)):
        os.dup2(handle, place)
    os.close(nothing)
    os.close(output)


def watch(pid, out, deadline):
    """Until the child has ended, or its time has. What it prints is read, so that it never waits for us."""
    waiting_for = [0, out]
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        left = deadline - time.monotonic()
        if left <= 0:
            return 'timeout'
        readable, _, _ = select.select(waiting_for, [], [], min(left, 0.005))
        if 0 in readable:
            # Nobody is asking any more.
            end_rest(pid)
            sys.exit(0)
        if out in readable and os.read(out, 65536) == b'':
            waiting_for.remove(out)
    return 'exited'


def end_rest(pid):
    """The child, and everything that came out of it, wherever it went."""
    kill(os.killpg, pid)
    while True:
        try:
            while os.waitpid(-1, os.WNOHANG)[0] != 0:
                pass
        except ChildProcessError:
            return
        for each in descendants():
            kill(os.kill, each)
        time.sleep(0.002)


def kill(how, pid):
    try:
        how(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def descendants():
    parents = {}
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{name}/stat') as file:
                parents[int(name)] = int(file.read().rsplit(')', 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            pass
    found = {os.getpid()}
    size = 0
    while size != len(found):
        size = len(found)
        found.update(pid for pid, parent in parents.items() if parent in found)
    return found - {os.getpid()}


def next_order():
    line = b''
    while not line.endswith(b'\n'):
        part = os.read(0, 65536)
        if part == b'':
            return None
        line += part
    return json.loads(line)


def answer(value):
    os.write(1, (json.dumps(value) + '\n').encode())


def installed_modules():
    """What a run had loaded of Python and of what is installed, and whether pytest has rewritten it."""
    plugins = plugin_packages()
    found = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, '__file__', None)
        if not isinstance(file, str) or name.split('.')[0] in ('__main__', 'conftest', 'sitecustomize', 'usercustomize'):
            continue
        is_rewritten = type(getattr(module, '__loader__', None)).__name__ == 'AssertionRewritingHook'
        # It warns of a plugin that it cannot rewrite any more.
        if is_installed(os.path.realpath(file)) and (is_rewritten or name.split('.')[0] not in plugins):
            found.append([name, is_rewritten])
    return found


def is_installed(place):
    parts = place.split(os.sep)
    is_standard = place.startswith(STANDARD)
    return (is_standard or 'site-packages' in parts or 'dist-packages' in parts) and not place.startswith(RUN_FOLDER + os.sep)


def plugin_packages():
    found = set()
    for each in importlib.metadata.distributions():
        if any(entry.group == 'pytest11' for entry in each.entry_points):
            found.update(str(file).split('/')[0].split('.')[0] for file in each.files or [])
    return found


def become_tool(order):
    try:
        if FRAMEWORK == 'pytest':
            del os.environ['IAMA_FAIL_FAST']
            sys.argv = ['pytest', *FILES]
            runpy.run_module('pytest', run_name='__main__', alter_sys=True)
        else:
            sys.argv = [os.environ['IAMA_UNITTEST'], *FILES]
            runpy.run_path(sys.argv[0], run_name='__main__')
    finally:
        if order.get('tell'):
            with open(os.path.join(order['results'], 'modules.json'), 'w') as file:
                json.dump(installed_modules(), file)


if __name__ == '__main__':
    wanted = main()
    if wanted is not None:
        become_tool(wanted)
