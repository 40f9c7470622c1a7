import multiprocessing
from concurrent import futures

import grpc

import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
	def GetPrice(self, request, context):
		return shop_pb2.Price(sku=request.sku, cents=120)


def serve(server, name): server.wait_for_termination()


def main():
	if True:
		server = grpc.server(  # expect: GFF201 error fix=safe
			futures.ThreadPoolExecutor(),
		)
		shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
		# The docs say:
		# one port for all.
		server.add_insecure_port("[::]:50051", options=[("grpc.so_reuseport", 1)])  # expect: GFF204 fix=safe
		server.start()  # now
		for name in "ab":
			multiprocessing.Process(target=serve, args=[server, name]).start()
		server.wait_for_termination()
		server.stop(5).wait()


if __name__ == "__main__":
	main()
