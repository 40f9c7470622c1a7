/**
 * Names that lead out of a repository although it may have a folder of that name. A folder
 * `multiprocessing/` with exercises, or `grpc/` with a server script, is common in real repositories.
 */

/** Top-level names of the standard library in Python 3.14, and all older ones that are still there. */
const standardLibrary = words(`
  __future__ __main__ _multiprocessing _posixsubprocess _thread abc annotationlib antigravity argparse array ast
  asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop
  collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv ctypes curses
  dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl
  filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp
  gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword
  linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt netrc nt
  ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib
  poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri
  random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil
  signal site smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string
  stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this
  threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types
  typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml
  xmlrpc zipapp zipfile zipimport zlib zoneinfo
`);

/** In the standard library of some of Python 3.8 to 3.14 only: on the others a script's neighbour is found. */
const partOfSomePythons = words(`
  aifc asynchat asyncore audioop binhex cgi cgitb chunk compression crypt distutils dummy_threading formatter
  imghdr imp lib2to3 macpath mailcap msilib nis nntplib ossaudiodev parser pipes smtpd sndhdr spwd sunau symbol
  telnetlib uu xdrlib
`);

/** The packages that grpcio's own distributions install beside `grpc`. */
const grpcioPackages = words(`
  grpc_admin grpc_channelz grpc_csds grpc_csm_observability grpc_health grpc_observability grpc_reflection
  grpc_status grpc_testing grpc_tools grpc_version
`);

/**
 * Libraries whose meaning models know, and after which projects like to name a folder or a module. A script's
 * neighbour hides even what is in the standard library.
 */
const libraries = words(`
  billiard celery google.protobuf multiprocess multiprocessing torch
`);

/**
 * How firmly a name belongs outside: `always`; unless a regular module of that name lies in the
 * importing script's own folder (`unless-beside`); or unless any regular module has it, so that only a
 * namespace folder is passed over (`unless-regular`). `null` for a name that is not known.
 */
export type Firmness = "always" | "unless-beside" | "unless-regular" | null;

/** The firmness of an absolute dotted module name. */
export function firmnessOf(module: string): Firmness {
  const [top = "", second] = module.split(".", 2);
  if (top === "grpc" || standardLibrary.has(top)) return "always";
  if (partOfSomePythons.has(top) || grpcioPackages.has(top)) return "unless-beside";
  if (libraries.has(top) || libraries.has(`${top}.${second}`)) return "unless-beside";
  // The standard library's own tests; nobody imports those, everybody has a folder of that name.
  return top === "test" ? "unless-regular" : null;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
