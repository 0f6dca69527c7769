"""Read the files with one engine outside the browser, in a process of its own, and print one JSON line.

usage: native.py ENGINE FILES    FILES: JSON object, role -> path
       native.py versions        name and version of every engine that can be imported

Only the reading is timed: starting Python and importing the engine are not. Every engine keeps its own defaults.
"""

import importlib
import json
import sys
import time


def pandas_read_csv(files):
    import pandas as pd

    return lambda: len(pd.read_csv(files["actions"]))


def pandas_parse_dates(files):
    import pandas as pd

    return lambda: len(pd.read_csv(files["actions"], parse_dates=["sess_dt"]))


def pandas_notebook(files):
    """The cells of the notebook that make its tables: four files read, searches kept, codes padded, names joined."""
    import pandas as pd

    def run():
        actions = pd.read_csv(files["actions"], parse_dates=["sess_dt"])
        transactions = pd.read_csv(files["transactions"], parse_dates=["de_dt"])
        demographics = pd.read_csv(files["demographics"])
        products = pd.read_csv(files["products"])
        rows = len(actions) + len(transactions) + len(demographics) + len(products)
        actions.dropna(subset=["sech_kwd"], inplace=True)
        products["pd_c"] = products["pd_c"].apply(lambda number: "{:04n}".format(number))
        transactions = pd.merge(transactions, products, how="left")
        return rows

    return run


def polars_read_csv(files):
    import polars as pl

    return lambda: pl.read_csv(files["actions"]).height


def duckdb_read_csv(files):
    import duckdb

    def run():
        # Its own guess finds no quote in the first rows, and then stops at the first quoted comma.
        query = "CREATE TABLE actions AS SELECT * FROM read_csv(?, quote = '\"')"
        return duckdb.connect().execute(query, [files["actions"]]).fetchone()[0]

    return run


ENGINES = {
    "pandas read_csv": pandas_read_csv,
    "pandas read_csv + dates": pandas_parse_dates,
    "pandas notebook": pandas_notebook,
    "polars read_csv": polars_read_csv,
    "duckdb read_csv": duckdb_read_csv,
}


def resident_mb():
    """Largest resident memory so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def version_of(name):
    try:
        module = importlib.import_module(name)
    except ImportError:
        return None
    if name != "pandas":
        return module.__version__
    return f"{module.__version__} with {module.Series(['text']).dtype.storage} strings"


def main(engine, files="{}"):
    if engine == "versions":
        found = {name: version_of(name) for name in ("pandas", "polars", "duckdb")}
        print(json.dumps({name: version for name, version in found.items() if version is not None}))
        return
    run = ENGINES[engine](json.loads(files))
    before_mb = resident_mb()
    start = time.perf_counter()
    rows = run()
    ms = (time.perf_counter() - start) * 1000
    print(json.dumps({"ms": round(ms, 1), "rows": rows, "growthMb": round(resident_mb() - before_mb)}))


main(*sys.argv[1:])
