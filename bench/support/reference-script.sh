#!/usr/bin/env bash
# How the reference guide makes certificates: a key, a request and a signature each, one after the other, by openssl.
# usage: reference-script.sh <new folder> <leaves>
set -euo pipefail
mkdir "$1"
cd "$1"
exec >openssl.log 2>&1

authority() { # name, path length, what signs it
  openssl genrsa -out "$1.key" 4096
  openssl req -new -key "$1.key" -subj "/C=US/ST=CA/O=Company/CN=Temporal $1" -out "$1.csr"
  printf 'basicConstraints=critical,CA:TRUE,pathlen:%s\nkeyUsage=critical,keyCertSign,cRLSign\n' "$2" >"$1.ext"
  if [ "$1" = "$3" ]; then
    openssl x509 -req -in "$1.csr" -signkey "$1.key" -sha256 -days 3650 -extfile "$1.ext" -out "$1.crt"
  else
    openssl x509 -req -in "$1.csr" -CA "$3.crt" -CAkey "$3.key" -CAcreateserial -sha256 -days 1825 -extfile "$1.ext" -out "$1.crt"
  fi
}

leaf() { # name, common name, subject alternative names
  openssl genrsa -out "$1.key" 2048
  openssl req -new -key "$1.key" -subj "/C=US/ST=CA/O=Company/CN=$2" -out "$1.csr"
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=%s\n' "$3" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA intermediate.crt -CAkey intermediate.key -CAcreateserial -sha256 -days 365 -extfile "$1.ext" -out "$1.crt"
  cat "$1.crt" intermediate.crt >"$1-chain.crt"
}

authority ca 1 ca
authority intermediate 0 ca
kinds=(server client worker admin)
for ((i = 0; i < $2; i++)); do
  kind=${kinds[i % 4]}
  if [ "$kind" = server ]; then
    leaf "server-$i" temporal.company.com 'DNS:temporal.company.com,DNS:temporal-frontend,DNS:temporal-frontend.temporal.svc.cluster.local,DNS:localhost,IP:127.0.0.1'
  else
    leaf "$kind-$i" "$kind-$i" "DNS:$kind-$i.temporal.company.com"
  fi
  chmod 600 ./*.key
done
