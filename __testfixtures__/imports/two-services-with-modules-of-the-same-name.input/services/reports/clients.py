class Printer:
    def GetPrice(self, request):
        print("printing", request)


stub = Printer()
