/** Modules of Python's standard library whose loading does nothing that a program could notice. */
export const STANDARD_MODULES: ReadonlySet<string> = new Set(
  (
    'abc argparse array ast asyncio base64 binascii bisect builtins bz2 calendar cmath codecs collections colorsys concurrent configparser contextlib ' +
    'contextvars copy copyreg csv ctypes dataclasses datetime decimal difflib dis email enum errno faulthandler fcntl filecmp fnmatch fractions ftplib ' +
    'functools gc getopt getpass gettext glob graphlib gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword ' +
    'linecache locale logging lzma mailbox math mimetypes mmap multiprocessing netrc numbers operator os pathlib pdb pickle pickletools pkgutil platform ' +
    'plistlib poplib posixpath pprint profile pstats pwd py_compile queue quopri random re reprlib resource sched secrets select selectors shelve shlex ' +
    'shutil signal smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig tarfile tempfile ' +
    'textwrap threading time timeit token tokenize tomllib trace traceback tracemalloc types typing unicodedata unittest urllib uuid venv warnings wave ' +
    'weakref webbrowser xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

/** Of these, the names that nobody uses for anything but the module. */
export const UNMISTAKABLE_MODULES: ReadonlySet<string> = new Set(
  (
    'argparse asyncio base64 collections configparser contextlib csv dataclasses datetime decimal difflib fnmatch functools glob hashlib heapq importlib ' +
    'inspect itertools json logging math multiprocessing os pathlib pickle platform pprint random re shlex shutil socket sqlite3 statistics subprocess sys ' +
    'tempfile textwrap threading time traceback unittest urllib uuid warnings weakref zipfile'
  ).split(' '),
);
