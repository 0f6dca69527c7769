"""implicit's ALS on a matrix and initial factors handed over as raw files: one fit for each line of standard input.

Arguments: the folder of the files, and their description as JSON. A line of output: milliseconds of `fit`.
The factors of the last fit are left in the folder.
"""
import json
import sys
import time
from pathlib import Path

import implicit
import numpy
import scipy.sparse

folder, size = Path(sys.argv[1]), json.loads(sys.argv[2])
read = lambda name, kind: numpy.fromfile(folder / name, dtype=kind)
shape = (size["clients"], size["columns"])
users = scipy.sparse.csr_matrix((read("values", "f4"), read("indices", "i4"), read("pointers", "i4")), shape=shape)
print(json.dumps({"implicit": implicit.__version__, "numpy": numpy.__version__, "python": sys.version.split()[0]}), flush=True)
for line in sys.stdin:
    model = implicit.als.AlternatingLeastSquares(
        factors=size["factors"],
        regularization=size["lambda"],
        alpha=size["alpha"],
        iterations=size["iterations"],
        num_threads=1,
        use_gpu=False,
        dtype=numpy.float32,
    )
    model.user_factors = read("users", "f4").reshape(size["clients"], -1).copy()
    model.item_factors = read("items", "f4").reshape(size["columns"], -1).copy()
    start = time.perf_counter()
    model.fit(users, show_progress=False)
    milliseconds = (time.perf_counter() - start) * 1000
    model.user_factors.tofile(folder / "users-out")
    model.item_factors.tofile(folder / "items-out")
    print(json.dumps({"ms": milliseconds}), flush=True)
