type Rows = readonly (readonly string[])[]

/** One file with one thing wrong (or merely unusual) in it, and the rows that it should give. */
export interface PollutedFile {
  readonly name: string
  readonly text: string
  /** As they stand, what is wrong with them included. */
  readonly rows: Rows
  /** Whether this must be told even when the rows are right. */
  readonly isTold?: boolean
}

/** A table with everything that a clean file may hold: separators, quotes and line ends in cells, blanks, empty cells. */
const SALES: Rows = [
  ['date', 'time', 'qty', 'product', 'price', 'kind', 'description', 'address', 'remark'],
  ['2019-07-01', '09:12', '1', 'P-01', 'EUR 1.25', 'lamp', 'Lamp, small', 'http://shop.example/a?x=1', ''],
  ['2019-07-01', '10:01', '2', 'P-17', 'EUR 20.00', 'lamp', 'Lamp "Moon"', 'http://shop.example/b', 'gift wrap'],
  ['2019-07-02', '23:59', '10', 'P-02', 'EUR 3.10', 'food', '우유 1L', 'http://shop.example/c', ''],
  ['2019-07-03', '00:00', '1', 'P-33', 'EUR 7.00', 'food', '생수, 2L', 'http://shop.example/d', 'call\nfirst'],
  ['2019-07-03', '12:30', '4', 'P-08', 'EUR 99.90', 'tool', "Hammer's head", 'http://shop.example/e', ''],
  ['2019-07-04', '12:31', '3', 'P-08', 'EUR 99.90', 'tool', 'Saw', 'http://shop.example/f', 'two, or three'],
  ['2019-07-05', '08:15', '7', 'P-91', 'EUR 0.50', 'food', 'Egg', 'http://shop.example/g', ''],
]

/** Numbers and nothing else. */
const NUMBERS: Rows = [
  ['a', 'b', 'c'],
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9'],
  ['10', '11', '12'],
]

/** Texts and nothing else. */
const TEXTS: Rows = [
  ['name', 'city', 'note'],
  ['Kim', 'Seoul', 'first, but late'],
  ['Lee', 'Busan', ''],
  ['Park', '대구', 'says "hello"'],
  ['Choi', 'Jeju', 'two\nlines, and more'],
]

/** Two columns, the first in quotes where it must be. */
const PAIRS: Rows = [
  ['title', 'year'],
  ['War, and Peace', '1869'],
  ['1984', '1949'],
  ['Macbeth\n(a play)', '1606'],
  ['The "Trial"', '1925'],
]

/** Clean tables that are made dirty. */
export const CLEAN_TABLES: Readonly<Record<string, Rows>> = {
  sales: SALES,
  numbers: NUMBERS,
  texts: TEXTS,
  pairs: PAIRS,
}

/** How a table is written. */
interface Dialect {
  readonly delimiter?: string
  readonly lineEnd?: string
  /** Empty for none. */
  readonly quote?: string
  /** What stands before a quote inside quotes; empty for nothing. */
  readonly escape?: string
  readonly isEnded?: boolean
  /** Whether all cells stand in quotes. */
  readonly isQuoted?: boolean
}

function written(rows: Rows, dialect: Dialect = {}): string {
  const { delimiter = ',', lineEnd = '\n', quote = '"', escape = '"', isEnded = true, isQuoted = false } = dialect
  const cellOf = (cell: string): string => {
    if (quote === '') return cell
    const isPlain = ![delimiter.trim() || ' ', quote, '\n', '\r', ...(delimiter === ' ' ? [' '] : [])].some((letter) =>
      cell.includes(letter),
    )
    if (isPlain && !isQuoted) return cell
    return quote + cell.replaceAll(quote, escape + quote).replaceAll('\n', lineEnd) + quote
  }
  return rows.map((row) => row.map(cellOf).join(delimiter)).join(lineEnd) + (isEnded ? lineEnd : '')
}

/** A file of which some rows are written by another hand: `null` keeps the row as it is. */
function rewritten(
  table: Rows,
  dialect: Dialect,
  change: (cells: readonly string[], at: number) => (Pick<PollutedFile, 'text'> & { cells: readonly string[] }) | null,
): Pick<PollutedFile, 'text' | 'rows'> {
  const rows: (readonly string[])[] = []
  const lines = table.map((row, at) => {
    const changed = change(row, at)
    rows.push(changed?.cells ?? row)
    return changed?.text ?? written([row], { ...dialect, isEnded: false })
  })
  return { text: `${lines.join('\n')}\n`, rows }
}

/** One row with a separator or a quote too many or too few, or in another dialect than the others. */
function rowPollutions(table: Rows, dialect: Dialect, at: number): PollutedFile[] {
  const files: PollutedFile[] = []
  const textOf = (cell: string): string => written([[cell]], { ...dialect, isEnded: false })
  const add = (
    name: string,
    text: (cells: readonly string[]) => string,
    cellsOf: (cells: readonly string[]) => readonly string[],
  ): void => {
    const file = rewritten(table, dialect, (cells, row) =>
      row === at ? { text: text(cells), cells: cellsOf(cells) } : null,
    )
    files.push({ name: `row ${String(at)}: ${name}`, ...file })
  }
  const swapped = (cells: readonly string[], column: number, cell: string): string[] =>
    cells.map((each, index) => (index === column ? cell : each))
  for (let column = 0; column < (table[0]?.length ?? 0); column += 1) {
    const cellOf = (cells: readonly string[]): string => cells[column] ?? ''
    if (column > 0) {
      const joined = (cells: readonly string[]): string[] => [
        ...cells.slice(0, column - 1),
        cells.slice(column - 1, column + 1).join(''),
        ...cells.slice(column + 1),
      ]
      add(`separator lost before ${String(column)}`, (cells) => joined(cells.map(textOf)).join(','), joined)
    }
    const added = (cells: readonly string[]): string[] => [...cells.slice(0, column), '', ...cells.slice(column)]
    add(`separator added before ${String(column)}`, (cells) => added(cells.map(textOf)).join(','), added)
    const polluted = (name: string, textIn: (cell: string) => string, cellIn: (cell: string) => string): void => {
      add(
        `${name} ${String(column)}`,
        (cells) => swapped(cells.map(textOf), column, textIn(cellOf(cells))).join(','),
        (cells) => swapped(cells, column, cellIn(cellOf(cells))),
      )
    }
    polluted(
      'quote before',
      (cell) => `"${textOf(cell)}`,
      (cell) => `"${cell}`,
    )
    polluted(
      'quote after',
      (cell) => `${textOf(cell)}"`,
      (cell) => `${cell}"`,
    )
    polluted(
      'quote inside',
      (cell) => textOf(cell).replace(/(.*?\w)(\w)/, '$1"$2'),
      (cell) => cell.replace(/(\w)(\w)/, '$1"$2'),
    )
    polluted(
      'first quote lost',
      (cell) => textOf(cell).replace(/^"/, ''),
      (cell) => cell,
    )
    polluted(
      'last quote lost',
      (cell) => textOf(cell).replace(/"$/, ''),
      (cell) => cell,
    )
  }
  const other = (name: string, one: Dialect): void => {
    add(
      name,
      (cells) => written([cells], { ...dialect, ...one, isEnded: false }),
      (cells) => cells,
    )
  }
  for (const delimiter of [';', '\t', '|', ' ', ', ', ':'])
    other(`separator ${JSON.stringify(delimiter)}`, { delimiter })
  other('apostrophes', { quote: "'", escape: "'" })
  other('backslashes', { escape: '\\' })
  other('no escape', { escape: '' })
  other('no quotes', { quote: '' })
  return files
}

/** The whole file in another dialect: the rows stay the same. */
function dialectPollutions(table: Rows, dialect: Dialect): PollutedFile[] {
  const files: PollutedFile[] = []
  const add = (name: string, one: Dialect, rows = table): void => {
    files.push({ name, text: written(table, { ...dialect, ...one }), rows })
  }
  add('clean', {})
  for (const delimiter of [';', '\t', '|', ' ', ', ', ':', '^'])
    add(`separator ${JSON.stringify(delimiter)}`, { delimiter })
  for (const lineEnd of ['\r\n', '\r']) {
    const rows = table.map((row) => row.map((cell) => cell.replaceAll('\n', lineEnd)))
    add(`line end ${JSON.stringify(lineEnd)}`, { lineEnd }, rows)
  }
  add('apostrophes', { quote: "'", escape: "'" })
  add('no quotes', { quote: '' })
  add('backslashes', { escape: '\\' })
  add('no escape', { escape: '' })
  add('no last line end', { isEnded: false })
  return files
}

/** Rows above, below and between those of the table, and too few of them. */
function filePollutions(table: Rows, dialect: Dialect): PollutedFile[] {
  const files: PollutedFile[] = []
  const [names = [], ...data] = table
  const text = written(table, dialect)
  const add = (name: string, polluted: string, rows: Rows, isTold = false): void => {
    files.push({ name, text: polluted, rows, isTold })
  }
  const addRows = (name: string, rows: Rows, isTold = false): void => {
    add(name, written(rows, dialect), rows, isTold)
  }
  const hasDigits = data.some((row) => row.every((cell) => /^\d+$/.test(cell)))
  const parts = [names.map((name) => name.slice(0, 1)), names.map((name) => name.slice(1) || 'x')]
  add('two last line ends', `${text}\n`, table, true)
  add('blank line inside', text.replace('\n', '\n\n'), table, true)
  addRows('no header', data, hasDigits)
  addRows('two rows of header', [...parts, ...data], hasDigits)
  addRows('header twice', [names, names, ...data], true)
  add('title above', `Sales of the shop\n${text}`, [['Sales of the shop'], ...table], true)
  add('title and blank line above', `Sales of the shop\n\n${text}`, [['Sales of the shop'], ...table], true)
  if (names.length > 2) addRows('padded title above', [['Sales', ...names.slice(1).map(() => '')], ...table], true)
  addRows('one row', table.slice(0, 2))
  addRows('header only', [names], true)
  addRows('no header, one row', table.slice(1, 2))
  add('nothing', '', [], true)
  add('nothing but line ends', '\n\n\n', [], true)
  add('remark below', `${text}Total\n`, [...table, ['Total']], true)
  for (const [name, width] of [
    ['as many', names.length],
    ['fewer', names.length - 1],
    ['more', names.length + 2],
  ] as const) {
    const second = table.map((row) => Array.from({ length: width }, (_, column) => row[column % row.length] ?? ''))
    const both = [...table, ...second]
    add(`a second table with ${name} columns`, text + written(second, dialect), both, true)
    add(`a second table with ${name} columns behind a blank line`, `${text}\n${written(second, dialect)}`, both, true)
  }
  names.forEach((name, column) => {
    addRows(
      `only column ${name}`,
      table.map((row) => row.slice(column, column + 1)),
    )
  })
  const long = 'long, '.repeat(1000)
  addRows(
    'a long cell',
    table.map((row, at) => (at === 2 ? [...row.slice(0, -1), long] : row)),
  )
  addRows(
    'many columns',
    table.map((row) => Array.from({ length: 20 }, () => row).flat()),
  )
  const isEven = (at: number): boolean => at % 2 === 0
  const lineOf = (row: readonly string[]): string => written([row], { ...dialect, isEnded: false })
  add('mixed line ends', table.map((row, at) => lineOf(row) + (isEven(at) ? '\r\n' : '\n')).join(''), table, true)
  add('one CR among LF', table.map((row, at) => lineOf(row) + (at === 2 ? '\r' : '\n')).join(''), table, true)
  add('NUL in a cell', text.replace(/\w("?\n)/, '\u0000$1'), table, true)
  add('two rows in one line', table.map((row, at) => lineOf(row) + (at === 2 ? ',' : '\n')).join(''), table, true)
  add('cut off', text.slice(0, text.lastIndexOf(',')), table, true)
  return files
}

/** Every pollution that is written about, made from one clean table, with quotes where they must be or everywhere. */
export function pollutedFiles(table: Rows, isQuoted: boolean): readonly PollutedFile[] {
  const dialect: Dialect = { isQuoted }
  return [
    ...dialectPollutions(table, dialect),
    ...filePollutions(table, dialect),
    ...table.flatMap((_, at) => rowPollutions(table, dialect, at)),
  ]
}
