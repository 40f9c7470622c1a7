from .jobs import nightly

nightly.main()
