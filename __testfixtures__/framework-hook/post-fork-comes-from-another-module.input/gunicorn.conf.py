from shop.hooks import post_fork

preload_app = True
