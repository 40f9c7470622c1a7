class TestStock:
    def test_count(self, shelf):
        assert shelf.Count("tea") == 3
