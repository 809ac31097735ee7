"""Why a file or folder could not be read, in Chinese."""

import errno

OUTSIDE = "不在工作区内"
NOT_A_FILE = "不是普通文件"

_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ELOOP: "链接绕成了圈",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENXIO: NOT_A_FILE,
    errno.EIO: "读写出错，磁盘或网络可能有问题",
}


def reason_of(error: OSError) -> str:
    """Return the reason behind an ``OSError`` of reading; one without a number means a refusal."""
    if error.errno is None:
        return OUTSIDE if isinstance(error, PermissionError) else NOT_A_FILE
    return _REASONS.get(error.errno) or error.strerror or f"错误号 {error.errno}"
