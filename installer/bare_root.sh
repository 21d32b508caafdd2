#!/usr/bin/env bash
# Tries commands on an empty Debian 12 that holds nothing but Python and a fresh clone: the README's two by default.
#
#   sudo installer/bare_root.sh                                  both commands
#   sudo installer/bare_root.sh "python3 start.py check --quick" one of one's own
#   sudo KEEP=1 installer/bare_root.sh …                         keeps the root for a look inside
#   sudo AS=clerk installer/bare_root.sh …                       as a user without rights
#
# A machine that already has everything proves nothing: this shows what a set-up forgets. Needs mmdebstrap and git.
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
root=$(mktemp -d --tmpdir centre-bare-root.XXXXXX)
if [ "${KEEP:-}" ]; then
  trap 'echo "the root is kept: $root"' EXIT
else
  trap 'rm -rf --one-file-system "$root"' EXIT
fi
chmod 755 "$root"

# This machine's own sources, where they are of the same release; else mmdebstrap's.
sources=()
for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
  if [ -f "$file" ] && grep -q bookworm "$file"; then sources+=("$file"); fi
done
echo "--- an empty Debian 12 with Python"
mmdebstrap --quiet --variant=minbase --include=python3,ca-certificates bookworm "$root" "${sources[@]}"

# The ways out of this machine: names, certificates, proxies. Nothing else of its environment goes in.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
network=()
for name in http_proxy https_proxy no_proxy PIP_INDEX_URL; do
  if [ "${!name:-}" ]; then network+=("$name=${!name}"); fi
done
network+=("PIP_CERT=/etc/ssl/certs/ca-certificates.crt" "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt")

git clone --quiet --depth 1 "file://$repository" "$root/srv/centre"
user=${AS:-root}
if [ "$user" != root ]; then
  chroot "$root" useradd --create-home "$user"
  chroot "$root" chown -R "$user" /srv/centre
fi

inside() {
  unshare --mount --pid --fork --kill-child bash -c '
    root=$1 user=$2; shift 2
    mount --bind "$root" "$root"  # the root of a machine is a mount, and some tests look at mounts
    cd "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    mkdir -m 1777 "$root/dev/shm"
    for name in null zero full random urandom tty; do
      touch "$root/dev/$name" && mount --bind "/dev/$name" "$root/dev/$name"
    done
    ln -s /proc/self/fd "$root/dev/fd"
    exec chroot --userspec="$user" "$root" /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/tmp "$@"
  ' bash "$root" "$user" "${network[@]}" sh -c "cd /srv/centre && $1" < /dev/null
}

if [ $# -eq 0 ]; then set -- "python3 start.py" "python3 start.py check"; fi
for command in "$@"; do
  echo "--- $command"
  began=$SECONDS
  inside "$command"
  echo "--- $command: done in $((SECONDS - began)) s"
done
