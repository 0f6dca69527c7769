import { median, verdictOn, type Verdict } from '../support.ts'
import { ENGINE, type Engine, type Sample } from './engine.ts'
import type { ShopFiles } from './files.ts'

/** Samples by engine, a sample a round. */
export type Measured = ReadonlyMap<string, readonly Sample[]>

/** One promise of DESIGN, section 7, or a figure beside it that promises nothing. */
interface Target {
  readonly what: string
  readonly unit: 'ratio' | 'bytes' | 'ms'
  /** The figure must not be above. */
  readonly must: number | null
  readonly aim: number | null
  /** NaN when something it needs was not measured. */
  readonly of: (measured: Measured) => number
}

/** A figure that was looked at. */
export interface Judged {
  readonly what: string
  readonly figure: number | null
  readonly must: number | null
  readonly aim: number | null
  readonly verdict: Verdict
}

const figures = (measured: Measured, engine: string, key: string): number[] =>
  (measured.get(engine) ?? []).map((sample) => sample[key] ?? Number.NaN)
const middle = (measured: Measured, engine: string, key: string): number => median(figures(measured, engine, key))
const tables = (measured: Measured): number =>
  median((measured.get(ENGINE.pageFour) ?? []).map(({ readMs, indexMs }) => (readMs ?? NaN) + (indexMs ?? NaN)))
const overPandas = (engine: string) => (measured: Measured) =>
  middle(measured, ENGINE.workerActions, 'readMs') / middle(measured, engine, 'ms')

const TARGETS: readonly Target[] = [
  {
    what: 'action file to typed columns, one worker / pandas read_csv',
    unit: 'ratio',
    must: 0.45,
    aim: 0.25,
    of: overPandas(ENGINE.pandas),
  },
  {
    what: '  the same / pandas read_csv with parse_dates',
    unit: 'ratio',
    must: null,
    aim: null,
    of: overPandas(ENGINE.pandasDates),
  },
  {
    what: 'four files to joined, indexed tables / cells of the notebook',
    unit: 'ratio',
    must: 0.6,
    aim: 0.35,
    of: (measured) => tables(measured) / middle(measured, ENGINE.notebook, 'ms'),
  },
  {
    what: '  the same from the drop to the cards on the screen',
    unit: 'ratio',
    must: null,
    aim: null,
    of: (measured) => middle(measured, ENGINE.pageFour, 'ms') / middle(measured, ENGINE.notebook, 'ms'),
  },
  {
    what: 'reopened from this device / first load',
    unit: 'ratio',
    must: 0.4,
    aim: 0.2,
    of: (measured) => middle(measured, ENGINE.reopen, 'ms') / tables(measured),
  },
  {
    what: 'peak growth of the tab, bytes per action row, action file',
    unit: 'bytes',
    must: 65,
    aim: 45,
    of: (measured) => middle(measured, ENGINE.pageActions, 'bytesPerActionRow'),
  },
  {
    what: '  the same with all four files',
    unit: 'bytes',
    must: null,
    aim: null,
    of: (measured) => middle(measured, ENGINE.pageFour, 'bytesPerActionRow'),
  },
  {
    what: 'longest main-thread task while loading, of all rounds (0: none of 50 ms)',
    unit: 'ms',
    must: 50,
    aim: null,
    of: (measured) => {
      const all = [ENGINE.pageActions, ENGINE.pageFour].flatMap((engine) => figures(measured, engine, 'longestTaskMs'))
      return all.length === 0 ? Number.NaN : Math.max(...all)
    },
  },
]

/** Hold what was measured against what is promised. */
export const judge = (measured: Measured): readonly Judged[] =>
  TARGETS.map((target) => {
    const figure = target.of(measured)
    const { what, must, aim } = target
    return { what, figure: Number.isNaN(figure) ? null : figure, must, aim, verdict: verdictOn(figure, target) }
  })

function lines(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

const seconds = (ms: number): string => (Number.isNaN(ms) ? '-' : (ms / 1000).toFixed(3))
const ratio = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(2))

/** The engines, with the median of their whole time, every round, and how they stand to pandas on the same files and to a bare read. */
export function engineTable(engines: readonly Engine[], measured: Measured, bytes: ShopFiles['bytes']): string {
  const pandas = {
    actions: middle(measured, ENGINE.pandas, 'ms'),
    'four files': middle(measured, ENGINE.notebook, 'ms'),
  }
  const bare = { actions: middle(measured, ENGINE.bareRead, 'ms'), 'four files': Number.NaN }
  const rows = engines
    .filter(({ name }) => measured.has(name))
    .map(({ name, reads }) => {
      const ms = middle(measured, name, 'ms')
      const rounds = figures(measured, name, 'ms').map(seconds).join(' ')
      const speed = (bytes[reads] / 1000 / ms).toFixed(0)
      return [name, reads, seconds(ms), rounds, speed, ratio(ms / pandas[reads]), ratio(ms / bare[reads])]
    })
  return lines([['engine', 'reads', 'median s', 'rounds s', 'MB/s', '/ pandas', '/ bare read'], ...rows])
}

/** The promises, each with its figure and a word. */
export const targetTable = (judged: readonly Judged[]): string =>
  lines([
    ['target', 'figure', 'must', 'aim', ''],
    ...judged.map(({ what, figure, must, aim, verdict }) => [
      what,
      ratio(figure ?? Number.NaN),
      must === null ? '' : String(must),
      aim === null ? '' : String(aim),
      verdict,
    ]),
  ])
