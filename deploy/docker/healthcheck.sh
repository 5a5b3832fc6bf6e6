#!/bin/bash
# Whether the host in this container is ready. The runtime image has no curl, but bash can open a socket.
exec 3<>/dev/tcp/127.0.0.1/8080 || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 9 _ status _ <&3
[[ $status == 200 ]]
