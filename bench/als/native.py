"""implicit's ALS on a matrix and initial factors handed over as raw files: one task for each line of standard input.

Arguments: the folder of the files, and their description as JSON. A line of output: milliseconds of the task.
`fit` leaves its factors in the folder; `recommend CLIENTS N` makes lists for the first clients from them, without what
they have, and leaves the lists there.
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
model = None
for line in sys.stdin:
    if line.startswith("recommend"):
        _, clients, length = line.split()
        # All scores of a call stand in memory at once: as many clients as make 256 MB.
        batch = max(1, 2**26 // size["columns"])
        batches = [numpy.arange(first, min(first + batch, int(clients))) for first in range(0, int(clients), batch)]
        own = [users[wanted] for wanted in batches]
        start = time.perf_counter()
        found = [model.recommend(*pair, N=int(length), filter_already_liked_items=True)[0] for pair in zip(batches, own)]
        lists = numpy.concatenate(found)
        milliseconds = (time.perf_counter() - start) * 1000
        lists.astype("i4").tofile(folder / "lists-out")
        print(json.dumps({"ms": milliseconds}), flush=True)
        continue
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
