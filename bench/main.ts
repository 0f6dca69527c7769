import { als } from './als.ts'
import { fuzz } from './fuzz.ts'
import { ingest } from './ingest.ts'
import { journey } from './journey.ts'

const USAGE = `usage: npm run bench -- journey [--data DIR] [--rounds N]
       npm run bench -- ingest [--data DIR] [--rounds N] [--python PATH] [--no-fail]
       npm run bench -- ingest --big [--data DIR]
       npm run bench -- als [--rounds N] [--python PATH] [--only speed,lists,quality] [--scale S]
       npm run bench -- fuzz [--minutes N] [--seed N]

journey   the four files in DIR (default generated/scale1, generated when missing) through the built page in Chromium:
          load, train, first recommendation, longest main-thread task, peak memory
ingest    the same files to typed columns and joined tables in Chromium, against a bare read, PapaParse, pandas, polars and
          duckdb, in N alternating rounds (default 3); fails when a must is missed, unless --no-fail. Python libraries come
          from a throw-away environment, or from the interpreter PATH; what is missing is skipped
          --big   an action file of over 2 GiB on the page: time, rows, peak memory
als       15 iterations of ALS in the kernel, in node (relaxed SIMD, which node 20 has behind a flag, and without) and in
          Chromium, beside native implicit: same matrix, same initial
          factors, one thread each, N alternating rounds (default 3); losses, and the distance from float64; fails when a
          must is missed. Without Python only our own times are shown. Then lists: top 10 for all clients beside
          implicit's recommend, fold-in with ranking and reasons, EASE. Then the quality of the lists, from CSV files through
          the product's own code: against the truth of two generated shops of scale S (default 0.1), on the last days of
          real purchases where ../shared/data/completejourney is there, and solver against solver
          --only  some of the parts, by name, with commas
fuzz      the byte parser beside PapaParse on made-up texts for N minutes (default 1), seed after seed: fails at the first
          difference that no rule of docs/csv.md explains`

const [command, ...options] = process.argv.slice(2)
if (command === 'journey') await journey(options)
else if (command === 'ingest') await ingest(options)
else if (command === 'als') await als(options)
else if (command === 'fuzz') fuzz(options)
else {
  console.error(USAGE)
  process.exitCode = 2
}
