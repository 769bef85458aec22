"""What an image and a service of a compose file say, as the specification that an OCI runtime plays."""
import os
import pathlib
import re

import yaml

UNITS = {"b": 1, "k": 2**10, "m": 2**20, "g": 2**30}
# As Docker gives every container; what a service adds comes after them.
USUAL = [
    {"destination": "/proc", "type": "proc", "source": "proc"},
    {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]},
    {"destination": "/dev/pts", "type": "devpts", "source": "devpts", "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666"]},
    {"destination": "/dev/shm", "type": "tmpfs", "source": "shm", "options": ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"]},
    {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid", "noexec", "nodev", "ro"]},
    {"destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup", "options": ["nosuid", "noexec", "nodev", "ro"]},
]
MASKED = ["/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/scsi", "/sys/firmware"]
SEALED = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
KNOWN = {
    "image", "build", "restart", "stop_grace_period", "depends_on", "read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit",
    "pids_limit", "ports", "environment", "volumes", "secrets", "logging",
}

# A service that has nothing but its limits.
BARE = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"], "mem_limit": "600m", "pids_limit": 200}


class Compose:
    """A compose file. Named volumes and secrets lie in a folder of the trial; what else stands for another folder is given."""

    def __init__(self, path, work, instead):
        self.path = pathlib.Path(path)
        self.text = yaml.safe_load(self.path.read_text())
        self.work = pathlib.Path(work)
        self.secrets, self.instead = {}, instead

    def service(self, name):
        return self.text["services"][name]

    def workers(self):
        return [name for name, service in self.text["services"].items() if service["image"] == "monitor"]

    def mounts(self, name, root):
        """What a service sees beside its image."""
        service = self.service(name)
        for entry in service.get("tmpfs", []):
            path, _, options = entry.partition(":")
            yield memory(path, *filter(None, options.split(",")))
        for entry in service.get("volumes", []):
            source, path, *mode = entry.split(":")
            folder = self.path.parent / source if source.startswith(".") else self.volume(source, root, path)
            yield bind(self.instead.get(folder.resolve(), folder.resolve()), path, mode == ["ro"])
        for secret in service.get("secrets", []):
            yield bind(self.secrets[secret], f"/run/secrets/{secret}", True)

    def volume(self, name, root, path):
        """A named volume: at first as the image has the folder."""
        if name not in (self.text.get("volumes") or {}):
            raise ValueError(f"{self.path}: no volume {name}")
        folder = self.work / "volumes" / f"{self.text['name']}_{name}"
        if not folder.exists():
            folder.mkdir(parents=True)
            like = pathlib.Path(root, path.lstrip("/")).stat()
            folder.chmod(like.st_mode & 0o7777)
            os.chown(folder, like.st_uid, like.st_gid)
        return folder


def bind(source, destination, read_only):
    options = ["rbind", "rprivate", "ro" if read_only else "rw"]
    return {"destination": destination, "type": "bind", "source": str(source), "options": options}


def memory(path, *options):
    return {"destination": path, "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "noexec", *options]}


def size(text):
    number, unit = re.fullmatch(r"(\d+)([bkmg]?)", str(text).lower()).groups()
    return int(number) * UNITS[unit or "b"]


def seconds(text):
    number, unit = re.fullmatch(r"(\d+)([smh])", text).groups()
    return int(number) * {"s": 1, "m": 60, "h": 3600}[unit]


def specification(name, image, service, root, mounts, environment, own_network=True):
    """What is not understood is refused: a trial that leaves something out would prove too much."""
    if set(service) - KNOWN:
        raise ValueError(f"{name}: not understood: {set(service) - KNOWN}")
    if service.get("cap_drop") != ["ALL"] or service.get("security_opt") != ["no-new-privileges:true"]:
        raise ValueError(f"{name}: only containers without capabilities and new rights are played")
    user, _, group = image["User"].partition(":")
    variables = dict(pair.split("=", 1) for pair in image.get("Env") or [])
    variables |= {key: str(value) for key, value in (service.get("environment") or {}).items()} | environment
    limits = {"pids": {"limit": service.get("pids_limit", 0)}, "memory": {"limit": size(service["mem_limit"])}}
    spaces = ["pid", "mount", "ipc", "uts"] + (["network"] if own_network else [])
    return {
        "ociVersion": "1.0.0",
        "hostname": name,
        "root": {"path": str(root), "readonly": service.get("read_only", False)},
        "process": {
            "args": [*(image.get("Entrypoint") or []), *(image.get("Cmd") or [])],
            "env": [f"{key}={value}" for key, value in variables.items()],
            "cwd": image.get("WorkingDir") or "/",
            "user": {"uid": int(user), "gid": int(group or user)},
            "noNewPrivileges": True,
            "capabilities": {kind: [] for kind in ("bounding", "effective", "inheritable", "permitted", "ambient")},
        },
        "mounts": [*USUAL, *mounts],
        "linux": {"namespaces": [{"type": s} for s in spaces], "resources": limits, "maskedPaths": MASKED, "readonlyPaths": SEALED},
    }
