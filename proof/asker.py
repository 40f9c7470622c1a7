"""Asks servers under proof who they are; it is started by the harness and lives as long as its standard input.

usage: asker.py [CERTIFICATE]

Reads requests and writes replies, one JSON object on a line each:

    {"ask": ["127.0.0.1:20001"], "times": 10, "seconds": 1}   ->  {"pids": [17, 18, ...], "errors": ["UNAVAILABLE"]}
    {"watch": "127.0.0.1:20001", "seconds": 10}               ->  {"pids": [17], "errors": []} at the first message,
                                                                  and again when the stream has ended

A server names the process that answers in the amount. Each call has a connection of its own, so that the kernel
chooses anew among the processes that listen.
"""
import json
import sys

import grpc

import shop_pb2
import shop_pb2_grpc

OWN_CONNECTION = [("grpc.use_local_subchannel_pool", 1)]


def connect(address):
    if len(sys.argv) > 1:
        with open(sys.argv[1], "rb") as certificate:
            credentials = grpc.ssl_channel_credentials(certificate.read())
        return grpc.secure_channel(address, credentials, options=OWN_CONNECTION)
    return grpc.insecure_channel(address, options=OWN_CONNECTION)


def ask(addresses, times, seconds):
    pids, errors = [], []
    for address in addresses * times:
        with connect(address) as channel:
            try:
                reply = shop_pb2_grpc.StockStub(channel).Level(shop_pb2.Item(sku="tea"), timeout=seconds)
                pids.append(reply.amount)
            except grpc.RpcError as error:
                errors.append(error.code().name)
                break
    return {"pids": pids, "errors": errors}


def watch(address, seconds):
    pids, errors = [], []
    with connect(address) as channel:
        try:
            for count in shop_pb2_grpc.StockStub(channel).Watch(shop_pb2.Item(sku="tea"), timeout=seconds):
                pids.append(count.amount)
                if len(pids) == 1:
                    write({"pids": pids, "errors": errors})
        except grpc.RpcError as error:
            errors.append(error.code().name)
    if not pids:
        write({"pids": pids, "errors": errors})
    return {"pids": pids, "errors": errors}


def write(reply):
    print(json.dumps(reply), flush=True)


for line in sys.stdin:
    request = json.loads(line)
    if "ask" in request:
        write(ask(request["ask"], request["times"], request["seconds"]))
    else:
        write(watch(request["watch"], request["seconds"]))
