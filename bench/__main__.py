"""`python -m bench`: every measurement, one after the other."""

import sys

from bench import extraction, serves, write

write.main(sys.argv[1:])
serves.main(sys.argv[1:])
extraction.main()
