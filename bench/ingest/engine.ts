/** What one run gave, by name of the figure: milliseconds (`...Ms`, and `ms` for the whole), bytes, rows. */
export type Sample = Readonly<Record<string, number>>

/** One way to read the files, started anew for every run. */
export interface Engine {
  readonly name: string
  /** Recscope itself: it must run, the others may be missing. */
  readonly isOurs: boolean
  readonly reads: 'actions' | 'four files'
  readonly run: () => Promise<Sample> | Sample
}

/** Names of the engines; those of Python are the names that `native.py` knows. */
export const ENGINE = {
  workerActions: 'recscope worker',
  pageActions: 'recscope page, one file',
  pageFour: 'recscope page, four files',
  reopen: 'recscope worker, reopened',
  bareRead: 'bare read',
  papaParse: 'PapaParse, rows only',
  pandas: 'pandas read_csv',
  pandasDates: 'pandas read_csv + dates',
  notebook: 'pandas notebook',
  polars: 'polars read_csv',
  duckdb: 'duckdb read_csv',
} as const
