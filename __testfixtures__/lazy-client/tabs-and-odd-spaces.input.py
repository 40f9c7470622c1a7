import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

class Prices:
	def __init__( self, address ):
		self.stub = PricesStub( grpc.insecure_channel( address ) )  # expect: GFF102 fork=17

	def show( self, sku ):
		print( self.stub.GetPrice( shop_pb2.PriceRequest( sku = sku ) ).cents )

if __name__ == "__main__":
	prices = Prices( "prices:50051" )
	multiprocessing.Process( target = prices.show, args = ( "tea", ) ).start( )
