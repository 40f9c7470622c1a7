"""Watches what the Python processes of a traced command do with gRPC and forks, and writes it down.

Python imports this file by its name before anything else (https://docs.python.org/3/library/site.html), because
`grpc-fork-fix trace` puts its folder in front of PYTHONPATH. Each process appends lines of JSON to a file of its own
in the folder that GRPC_FORK_FIX_JOURNAL names:

  start   a Python began                        pid, parent, arguments
  fork    before a process forks                pid, fork, frames, support, open, connected, serving, busy
  child   in the child, after that              pid, parent, fork (null if Python did not see the fork)
  make    a channel or a server was made        pid, thing, kind, target, options, local (its connections are its own), frames
  use     the first call from a line of code    pid, thing, method, frames
  serve   a server was started                  pid, thing, frames
  fault   the watching failed; it goes on       pid, error

`time` is CLOCK_MONOTONIC, which all processes of a machine share. Frames are [path, line, function], the innermost
first, without those of grpc and of the standard library. It holds no locks, which a fork might copy while they are held,
and keeps nothing alive that the program lets go. It must run on every Python that grpcio runs on.
"""
import functools
import importlib.util
import json
import os
import sys
import time
import weakref

FOLDER = os.environ.get("GRPC_FORK_FIX_JOURNAL")
HERE = os.path.dirname(os.path.abspath(__file__))
STANDARD = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
# Inside the folder of the standard library lie packages that are none of it.
PACKAGES = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)
GRPC = tuple(packages + "grpc" + os.sep for packages in PACKAGES)
FRAMES = 24


class Journal:
    """The file of this process. A forked child has one of its own."""

    def __init__(self):
        self.pid = None
        self.file = None

    def write(self, event, **fields):
        pid = os.getpid()
        if pid != self.pid:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            self.file = os.open(os.path.join(FOLDER, "%d.jsonl" % pid), flags, 0o600)
            self.pid = pid
        line = dict(fields, event=event, pid=pid, time=time.monotonic())
        os.write(self.file, (json.dumps(line) + "\n").encode())


journal = Journal()


class Thing:
    """A channel or a server, as it is known in every process that has a copy of it."""

    def __init__(self, kind):
        state.made += 1
        self.name = "%d-%d" % (os.getpid(), state.made)
        self.kind = kind
        self.users = set()


class State:
    """What is known in this process. A fork copies it, as it copies the objects that it tells of."""

    def __init__(self):
        self.process = os.getpid()
        self.made = 0
        self.forks = 0
        self.channels = {}
        self.servers = {}
        self.calls = {}
        self.streams = {}
        self.told = set()
        self.support = False


state = State()


def careful(watch):
    """What watches must never break what it watches."""

    @functools.wraps(watch)
    def inner(*args, **kwargs):
        try:
            return watch(*args, **kwargs)
        except Exception as error:
            try:
                journal.write("fault", error="%s: %r" % (watch.__name__, error))
            except Exception:
                pass
            return None

    return inner


def is_foreign(path):
    if path.startswith(HERE) or path.startswith("<frozen"):
        return True
    if any(packages in path for packages in PACKAGES):
        return any(grpc in path for grpc in GRPC)
    return path.startswith(STANDARD)


def callers(frame):
    """The frames from this one outwards that are the program's own, or of a library that is not grpc."""
    while frame is not None:
        if not is_foreign(frame.f_code.co_filename):
            yield frame
        frame = frame.f_back


def frames(frame):
    found = []
    for caller in callers(frame):
        found.append([os.path.abspath(caller.f_code.co_filename), caller.f_lineno, caller.f_code.co_name])
        if len(found) == FRAMES:
            break
    return found


def notice_fork():
    """uWSGI forks without a word to Python: another number of the process is all that tells."""
    if state.process == os.getpid():
        return
    enter_child(None)


@careful
def enter_child(fork):
    parent = state.process
    state.process = os.getpid()
    # They belong to threads of the parent, which the child does not have.
    state.calls.clear()
    state.streams.clear()
    journal.write("child", parent=parent, fork=fork)


@careful
def before_fork():
    notice_fork()
    state.forks += 1
    pid = os.getpid()
    open_channels = [thing for reference, thing in list(state.channels.values()) if reference() is not None]
    journal.write(
        "fork",
        fork="%d-%d" % (pid, state.forks),
        frames=frames(sys._getframe(1)),
        support=state.support,
        open=[thing.name for thing in open_channels],
        connected=[thing.name for thing in open_channels if pid in thing.users],
        serving=[thing.name for reference, thing in list(state.servers.values()) if reference() is not None],
        busy=[{"thing": thing.name, "frames": where} for thing, where in calls_under_way()],
    )


def calls_under_way():
    for thing, frame in list(state.calls.values()):
        yield thing, frames(frame)
    for reference, thing, where in list(state.streams.values()):
        call = reference()
        if call is not None and is_active(call):
            yield thing, where


def is_active(call):
    """Without the lock of the call, which another thread may hold."""
    inner = getattr(call, "_state", None)
    if inner is not None:
        return getattr(inner, "code", None) is None
    done = getattr(call, "done", None)
    return done is not None and not done()


@careful
def after_fork_in_child():
    enter_child("%d-%d" % (state.process, state.forks))


@careful
def made(kind, thing_of, target, options):
    notice_fork()
    options = sorted((text(name), repr(value)) for name, value in options or ())
    thing = Thing(kind)
    thing_of._grpc_fork_fix = thing
    if kind != "server":
        state.channels[thing.name] = (weakref.ref(thing_of), thing)
    journal.write(
        "make",
        thing=thing.name,
        kind=kind,
        target=target,
        options=repr(options),
        local=any(name == "grpc.use_local_subchannel_pool" and value not in ("0", "False") for name, value in options),
        frames=frames(sys._getframe(1)),
    )


@careful
def used(thing, method):
    notice_fork()
    thing.users.add(os.getpid())
    caller = next(callers(sys._getframe(1)), None)
    where = (caller.f_code.co_filename, caller.f_lineno) if caller is not None else None
    key = (thing.name, os.getpid(), where)
    if key in state.told:
        return
    state.told.add(key)
    journal.write("use", thing=thing.name, method=text(method), frames=frames(caller))


def text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def watch_channel(channel_class, kind):
    """Channels as they are made and closed, and what they give out to make calls with."""

    def around_init(init):
        @functools.wraps(init)
        def inner(self, target, options, *args, **kwargs):
            init(self, target, options, *args, **kwargs)
            made(kind, self, text(target), options)

        return inner

    def around_close(close):
        @functools.wraps(close)
        def inner(self, *args, **kwargs):
            thing = getattr(self, "_grpc_fork_fix", None)
            if thing is not None:
                state.channels.pop(thing.name, None)
            return close(self, *args, **kwargs)

        return inner

    def around_callable(make):
        @functools.wraps(make)
        def inner(self, method, *args, **kwargs):
            result = make(self, method, *args, **kwargs)
            tag(result, getattr(self, "_grpc_fork_fix", None), method)
            return result

        return inner

    replace(channel_class, "__init__", around_init)
    replace(channel_class, "close", around_close)
    for name in ("unary_unary", "unary_stream", "stream_unary", "stream_stream"):
        replace(channel_class, name, around_callable)


@careful
def tag(multicallable, thing, method):
    if thing is not None:
        multicallable._grpc_fork_fix = (thing, method)


def watch_calls(module):
    """Calls, as they begin; and those that are under way, because a fork may come in the middle of them."""

    def around(call):
        @functools.wraps(call)
        def inner(self, *args, **kwargs):
            thing, method = getattr(self, "_grpc_fork_fix", (None, None))
            if thing is None:
                return call(self, *args, **kwargs)
            used(thing, method)
            token = object()
            state.calls[token] = (thing, sys._getframe(1))
            try:
                result = call(self, *args, **kwargs)
            finally:
                state.calls.pop(token, None)
            remember(result, thing, sys._getframe(1))
            return result

        return inner

    for value in list(vars(module).values()):
        if isinstance(value, type) and value.__module__ == module.__name__ and value.__name__.endswith("MultiCallable"):
            for name in ("__call__", "with_call", "future"):
                if name in vars(value):
                    replace(value, name, around)


@careful
def remember(result, thing, frame):
    """A stream or a future goes on after the call that began it has returned."""
    if not (hasattr(result, "cancel") and (hasattr(result, "_state") or hasattr(result, "done"))):
        return
    name = id(result)
    state.streams[name] = (weakref.ref(result, lambda _: state.streams.pop(name, None)), thing, frames(frame))


def watch_server(server_class):
    def around_init(init):
        @functools.wraps(init)
        def inner(self, *args, **kwargs):
            init(self, *args, **kwargs)
            made("server", self, None, None)

        return inner

    def around_start(start):
        @functools.wraps(start)
        def inner(self, *args, **kwargs):
            started(self)
            return start(self, *args, **kwargs)

        return inner

    def around_stop(stop):
        @functools.wraps(stop)
        def inner(self, *args, **kwargs):
            thing = getattr(self, "_grpc_fork_fix", None)
            if thing is not None:
                state.servers.pop(thing.name, None)
            return stop(self, *args, **kwargs)

        return inner

    replace(server_class, "__init__", around_init)
    replace(server_class, "start", around_start)
    replace(server_class, "stop", around_stop)


@careful
def started(server):
    notice_fork()
    thing = getattr(server, "_grpc_fork_fix", None)
    if thing is None:
        return
    state.servers[thing.name] = (weakref.ref(server), thing)
    journal.write("serve", thing=thing.name, frames=frames(sys._getframe(1)))


def replace(owner, name, around):
    original = getattr(owner, name, None)
    if original is not None:
        setattr(owner, name, around(original))


def has_fork_support():
    """As grpc asks for it when it is imported: the words that its Python layer (fork_posix.pyx.pxi) and its core both take."""
    return os.environ.get("GRPC_ENABLE_FORK_SUPPORT", "").lower() in ("1", "true", "yes")


@careful
def watch(module):
    state.support = has_fork_support()
    if module.__name__ in ("grpc._channel", "grpc.aio._channel"):
        watch_channel(module.Channel, "aio-channel" if "aio" in module.__name__ else "channel")
        watch_calls(module)
    elif module.__name__ == "grpc._server":
        watch_server(module._Server)
    else:
        watch_server(module.Server)


class Finder:
    """Lets the modules of grpc load as they would, and watches them then."""

    NAMES = ("grpc._channel", "grpc._server", "grpc.aio._channel", "grpc.aio._server")

    def __init__(self):
        self.asking = False

    def find_spec(self, name, path=None, target=None):
        if name not in self.NAMES or self.asking:
            return None
        self.asking = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.asking = False
        if spec is not None and hasattr(spec.loader, "exec_module"):
            load = spec.loader.exec_module

            def exec_module(module):
                load(module)
                watch(module)

            spec.loader.exec_module = exec_module
        return spec


@careful
def begin():
    journal.write("start", parent=os.getppid(), arguments=[text(word) for word in getattr(sys, "orig_argv", sys.argv)])
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=before_fork, after_in_child=after_fork_in_child)
    sys.meta_path.insert(0, Finder())


def hand_on():
    """Python takes the first `sitecustomize` that it finds; the one that it would have taken comes next."""
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != HERE]
    own = sys.modules.pop("sitecustomize", None)
    try:
        importlib.import_module("sitecustomize")
    except ImportError as error:
        if error.name != "sitecustomize":
            raise
    finally:
        if own is not None:
            sys.modules.setdefault("sitecustomize", own)


if FOLDER:
    begin()
hand_on()
