import fc from 'fast-check'
import Papa from 'papaparse'
import { readByBytes, swallowsRows, unexplained } from './papa-rules.fixture.ts'

const DELIMITERS = [',', '\t', ';', '|']

/** Cells that a writer must think about: quotes, separators, line ends, blanks, Korean, nothing. */
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', '7', '0', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '우', 'é', '😎', "'", '\\'),
      maxLength: 6,
    }),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('', '0', '12', 'NA', 'null', '0347', '1,234', '-1', '우유 1L', ' ', '""') },
)

/** A table, and how it is written. */
const writtenTable = fc
  .tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom(...DELIMITERS),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.boolean(),
    fc.boolean(),
  )
  .chain(([width, delimiter, newline, isEnded, isAllQuoted]) =>
    fc.record({
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      quoted: fc.array(fc.boolean(), { minLength: width, maxLength: width }),
      width: fc.constant(width),
      delimiter: fc.constant(delimiter),
      newline: fc.constant(newline),
      isEnded: fc.constant(isEnded),
      isAllQuoted: fc.constant(isAllQuoted),
      chunk: fc.integer({ min: 1, max: 40 }),
    }),
  )

/** A table that PapaParse wrote must come back as it was: from our parser and from PapaParse. */
export const roundTrip = fc.property(
  writtenTable,
  ({ rows, quoted, width, delimiter, newline, isEnded, isAllQuoted, chunk }) => {
    const quotes = isAllQuoted ? true : quoted
    const text = Papa.unparse(rows, { delimiter, newline, quotes }) + (isEnded ? newline : '')
    // The blank line of an empty cell in one column, at the end of a file without a line end, is not there.
    if (width === 1 && !isEnded && rows.at(-1)?.[0] === '' && !text.endsWith('"')) return
    // Rows whose cells look like rows themselves are left out by rule, and told.
    if (rows.some((row) => swallowsRows(row, delimiter, width))) return
    const ours = readByBytes(text, delimiter, width, chunk)
    const got = JSON.stringify(ours.rows.map(({ cells }) => cells))
    if (got !== JSON.stringify(rows)) throw new Error(`${JSON.stringify(text)} came back as ${got}`)
    const theirs = Papa.parse<string[]>(text, { delimiter, newline }).data.slice(0, rows.length)
    if (JSON.stringify(theirs) !== JSON.stringify(rows))
      throw new Error(`${JSON.stringify(text)} is read otherwise by PapaParse`)
  },
)

/** Texts that no writer wrote. */
const hostileText = fc.string({
  unit: fc.constantFrom('"', '"', ',', ',', '\n', '\n', '\r\n', '\r', ' ', 'a', 'b', '7', '\t', ';', '우', "'", '\\'),
  maxLength: 40,
})

/** Lines that are mostly rows, with something wrong in places. */
const nearlyRows = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'a,b,c',
          '1,"x, y",3',
          '"p ""q""",,r',
          '1,"two\nlines",3',
          '우,유,"1"',
          '1" x,2" y,3',
          '4,5,6',
        ),
      },
      { weight: 1, arbitrary: hostileText },
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.join('\n'))

/** Whatever the text, each difference to PapaParse is one that `docs/csv.md` names, at every block length. */
export const differential = fc.property(
  fc.oneof(hostileText, nearlyRows),
  fc.constantFrom(',', ',', ';', '\t'),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 50 }),
  (text, delimiter, width, chunk) => {
    const difference = unexplained(text, delimiter, width, chunk)
    if (difference !== null) throw new Error(difference)
  },
)
