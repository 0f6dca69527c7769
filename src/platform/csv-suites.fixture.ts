/** One case of a public conformance suite. */
export interface SuiteCase {
  readonly name: string
  readonly text: string
  /** The right rows, the header too; `null` for a file that must be told of. */
  readonly rows: readonly (readonly string[])[] | null
  readonly header?: readonly string[]
}

const DEGREE = '\u00b0'

/** csv-spectrum. @see https://github.com/max-mapper/csv-spectrum */
export const CSV_SPECTRUM: readonly SuiteCase[] = [
  {
    name: 'comma_in_quotes',
    text: 'first,last,address,city,zip\nJohn,Doe,120 any st.,"Anytown, WW",08123\n',
    rows: [
      ['first', 'last', 'address', 'city', 'zip'],
      ['John', 'Doe', '120 any st.', 'Anytown, WW', '08123'],
    ],
  },
  { name: 'empty', text: 'a,b,c\n1,"",""\n2,3,4\n', rows: rows('a b c', '1 . .', '2 3 4') },
  { name: 'empty_crlf', text: 'a,b,c\r\n1,"",""\r\n2,3,4\r\n', rows: rows('a b c', '1 . .', '2 3 4') },
  {
    name: 'escaped_quotes',
    text: 'a,b\n1,"ha ""ha"" ha"\n3,4\n',
    rows: [
      ['a', 'b'],
      ['1', 'ha "ha" ha'],
      ['3', '4'],
    ],
  },
  {
    name: 'json',
    text: 'key,val\n1,"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"\n',
    rows: [
      ['key', 'val'],
      ['1', '{"type": "Point", "coordinates": [102.0, 0.5]}'],
    ],
  },
  {
    name: 'location_coordinates',
    text: `Contact Phone Number,Location Coordinates,Cities,Counties\n02095257564,37${DEGREE}36'37.8"N 121${DEGREE}2'17.9"W,Modesto,Stanislaus`,
    rows: [
      ['Contact Phone Number', 'Location Coordinates', 'Cities', 'Counties'],
      ['02095257564', `37${DEGREE}36'37.8"N 121${DEGREE}2'17.9"W`, 'Modesto', 'Stanislaus'],
    ],
  },
  {
    name: 'newlines',
    text: 'a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n',
    rows: [...rows('a b c', '1 2 3'), ['Once upon \na time', '5', '6'], ...rows('7 8 9')],
  },
  {
    name: 'newlines_crlf',
    text: 'a,b,c\r\n1,2,3\r\n"Once upon \r\na time",5,6\r\n7,8,9\r\n',
    rows: [...rows('a b c', '1 2 3'), ['Once upon \r\na time', '5', '6'], ...rows('7 8 9')],
  },
  {
    name: 'quotes_and_newlines',
    text: 'a,b\n1,"ha \n""ha"" \nha"\n3,4\n',
    rows: [
      ['a', 'b'],
      ['1', 'ha \n"ha" \nha'],
      ['3', '4'],
    ],
  },
  { name: 'simple', text: 'a,b,c\n1,2,3\n', rows: rows('a b c', '1 2 3') },
  { name: 'simple_crlf', text: 'a,b,c\r\n1,2,3\r\n', rows: rows('a b c', '1 2 3') },
  { name: 'utf8', text: 'a,b,c\n1,2,3\n4,5,ʤ\n', rows: rows('a b c', '1 2 3', '4 5 ʤ') },
]

const NAMES = ['foo', 'bar', 'baz']

const valid = (name: string, text: string, second: readonly string[]): SuiteCase => ({
  name,
  text,
  rows: [NAMES, second],
})

/** csv-test-data: files named `bad-` must be told of. @see https://github.com/sineemore/csv-test-data */
export const CSV_TEST_DATA: readonly SuiteCase[] = [
  { name: 'all-empty', text: '""\n""', rows: [[''], ['']] },
  { name: 'empty-one-column', text: 'foo\n""', rows: [['foo'], ['']] },
  valid('empty-field', 'foo,bar,baz\n1,,3', ['1', '', '3']),
  { ...valid('header-simple', 'foo,bar,baz\n1,2,3', ['1', '2', '3']), header: NAMES },
  valid('leading-space', 'foo,bar,baz\n1, leading space,3', ['1', ' leading space', '3']),
  { name: 'one-column', text: 'foo\n1', rows: [['foo'], ['1']] },
  valid('quotes-empty', 'foo,bar,baz\n1,"",3', ['1', '', '3']),
  valid('quotes-with-comma', 'foo,bar,baz\n1,"Luke, I am your father.",3', ['1', 'Luke, I am your father.', '3']),
  valid('quotes-with-escaped-quote', 'foo,bar,baz\n1,"The "" must be escaped",3', ['1', 'The " must be escaped', '3']),
  valid('quotes-with-newline', 'foo,bar,baz\n1,"No man is an island,\nEntire of itself",3', [
    '1',
    'No man is an island,\nEntire of itself',
    '3',
  ]),
  valid('quotes-with-space', 'foo,bar,baz\n1,"Field with spaces",3', ['1', 'Field with spaces', '3']),
  valid('simple', 'foo,bar,baz\n1,2,3', ['1', '2', '3']),
  valid('simple-crlf', 'foo,bar,baz\r\n1,2,3', ['1', '2', '3']),
  valid('trailing-newline', 'foo,bar,baz\n1,2,3\n', ['1', '2', '3']),
  { name: 'trailing-newline-one-field', text: 'foo\n1\n', rows: [['foo'], ['1']] },
  valid('trailing-space', 'foo,bar,baz\n1,trailing space ,3', ['1', 'trailing space ', '3']),
  valid('utf8', 'foo,bar,baz\n1,😎,3', ['1', '😎', '3']),
  { name: 'bad-header-less-fields', text: 'foo,bar,baz\n1,2', rows: null, header: NAMES },
  { name: 'bad-header-more-fields', text: 'foo,bar,baz\n1,2,3,4', rows: null, header: NAMES },
  { name: 'bad-header-no-header', text: '', rows: null, header: NAMES },
  { name: 'bad-header-wrong-header', text: 'qux,quux,quuz\n1,2,3', rows: null, header: NAMES },
  { name: 'bad-missing-quote', text: 'foo,bar,baz\n1,"I forgot to close this one,3', rows: null },
  { name: 'bad-quotes-with-unescaped-quote', text: 'foo,bar,baz\n1,"Hey, I missed " it",3', rows: null },
  { name: 'bad-unescaped-quote', text: 'foo,bar,baz\n1,This "quotes" must be escaped,3', rows: null },
]

/** Rows of single-letter cells; a dot is an empty one. */
function rows(...lines: readonly string[]): string[][] {
  return lines.map((line) => line.split(' ').map((cell) => (cell === '.' ? '' : cell)))
}
