from shop_runtime import launch


class Job:
    def start(self):
        launch(self.run)
