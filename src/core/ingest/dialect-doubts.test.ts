import { describe, expect, it } from 'vitest'
import { dialectDoubts, isHardlyKorean, utf8LineInCp949 } from './dialect-doubts.ts'
import type { DoubtCode } from './doubt.ts'

/** Doubts about rows that were cut at commas, or at what is said; the bytes are the rows without any quotes unless given. */
function doubts(rows: readonly (readonly string[])[], options: { text?: string; delimiter?: string } = {}): string[] {
  const { delimiter = ',' } = options
  const text = options.text ?? rows.map((row) => row.join(delimiter)).join('\n')
  const widths = rows.map((row) => row.length)
  const width = widths.toSorted(
    (a, b) => widths.filter((w) => w === b).length - widths.filter((w) => w === a).length,
  )[0]
  const bytes = new TextEncoder().encode(text)
  return dialectDoubts({ rows, width: width ?? 1, delimiter, bytes }).map(({ code, row }) => `${code}@${String(row)}`)
}

const cut = (text: string, delimiter = ','): string[][] => text.split('\n').map((line) => line.split(delimiter))

const CLEAN = cut('id,day,city,note\n7,20190701,Seoul,a\n8,20190702,Busan,\n9,20190703,대구,b c')

describe('a clean table', () => {
  it('raises no doubt', () => {
    expect(doubts(CLEAN)).toEqual([])
  })

  it.each([
    ['times with colons', 'at\n12:30\n01:16:05\n23:59'],
    ['dates with times', 'at\n2019-07-01 12:30\n2019-07-02 01:16'],
    ['numbers in groups', 'n\n1 234\n12 345\n999 999'],
    ['texts of different length', 'name\nKim\nLee of Seoul\nPark Chan'],
    ['years as names', 'city,2018,2019,2020\nSeoul,1,2,3\nBusan,4,5,6'],
    ['words for missing values', 'id,n,m\n1,2,3\nunknown,-,n/a\n4,5,6\n7,8,9'],
    ['an apostrophe at one end', "a,b\n'tis,1\nHammer's head,2"],
    ['backslashes in a path', 'a,b\nC:\\data\\x,1\nD:\\y,2'],
    ['a blank before one cell of a row', 'a,b,c\n1, x,3\n4,5,6'],
    ['a number sign in most rows', 'a,b\n#1,x\n#2,y\n#3,z'],
  ])('of %s raises none', (_, text) => {
    expect(doubts(cut(text))).toEqual([])
  })
})

const RAISED: readonly (readonly [DoubtCode, string, number | null])[] = [
  ['empty-file', '', null],
  ['header-only', 'id,day,city', 0],
  ['preamble', 'Report\nid,day\n1,20190701', 0],
  ['preamble', 'Report,,\nid,day,n\n1,20190701,2', 0],
  ['comment-line', '# made by hand,x\nid,day\n1,2', 0],
  ['comment-line', 'id,day\n1,2\n# no sales,3\n4,5', 2],
  ['no-header', '1,20190701,x\n2,20190702,y\n3,20190703,z', 0],
  ['second-header', 'id,day,n\nkey,date,count\n1,20190701,5\n2,20190702,6', 1],
  ['second-header', 'id,name\n1,a\n2,b\nid,name\n3,c', 3],
  ['second-header', 'id,n,name\n1,2,a\n2,3,b\n3,4,c\nkey,sum,title\n5,6,d\n6,7,e\n7,8,f', 4],
  ['several-tables', 'a,b,c\n1,2,3\n4,5,6\n7,8,9\nx,y\n1,2', 4],
  ['duplicate-label', 'id,ID,n\n1,2,3', 0],
  ['blank-label', ',id,n\n0,2,3', 0],
  ['one-column', 'a b c\n1 2 3', null],
  ['one-column', 'a:b\n1:2\n3:4', null],
  ['one-column', 'name  age\nKim    12\nPark    7', null],
  ['other-separator', 'a;b,c\nx;y,z\np;q,r', null],
  ['other-separator-row', 'a,b,c\n1,2,3\n4;x;5,,\n6,7,8', 2],
  ['blank-after-separator', 'a, b, c\n1, 2, 3', null],
  ['blank-after-separator', 'a,b,c\n1,2,3\n4, 5, 6', 2],
  ['other-quotes', "a,b\n'x',1", 1],
  ['other-quotes', "a,b,c\n'x, y',1", 1],
  ['other-quotes', 'a,b,c\n“x, y”,1', 1],
  ['backslash-escape', 'a,b,c\nx\\, y,1', 1],
  ['blank-lines', 'name\n\nKim', 1],
  ['control-characters', 'a,b\nx\u0000,y', 1],
  ['control-characters', '\uFEFFa,b\nx,y', 0],
  ['damaged-letters', 'a,b\nx\uFFFD,y', 1],
]

describe('a doubt is raised', () => {
  it.each(RAISED)('%s: %j', (code, text, row) => {
    expect(doubts(cut(text))).toContain(`${code}@${String(row)}`)
  })

  it('when a quote in a cell hides where it should have ended', () => {
    const rows = [
      ['a', 'b', 'c'],
      ['1', 'says \\",2\n3', '4'],
    ]
    expect(doubts(rows)).toContain('backslash-escape@1')
    expect(
      doubts([
        ['a', 'b'],
        ['1', '{"x":"\\"y\\""}'],
      ]),
    ).toEqual([])
  })

  it('when blanks behind a closing quote were passed over', () => {
    const rows = [
      ['a', 'b'],
      ['1', '2'],
    ]
    expect(doubts(rows, { text: 'a,b\n"1" ,2' })).toEqual(['blank-after-quote@null'])
    expect(doubts(rows, { text: 'a,b\n1,"2"\t' })).toEqual(['blank-after-quote@null'])
    expect(doubts(rows, { text: 'a,b\n"1","2"' })).toEqual([])
    expect(
      doubts(
        [
          ['a', 'b'],
          ['he said "hi" , so', '2'],
        ],
        { text: 'a,b\n"he said ""hi"" , so",2' },
      ),
    ).toEqual([])
  })
})

describe('letters that are not UTF-8', () => {
  const KOREAN = [0xbc, 0xad, 0xbf, 0xef, 0x2c, 0xba, 0xce, 0xbb, 0xea, 0x0a]

  it('are Korean when high bytes stand in pairs', () => {
    expect(isHardlyKorean(Uint8Array.from(KOREAN))).toBe(false)
    expect(isHardlyKorean(Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x2c, 0x6e, 0x61, 0xef, 0x76, 0x65]))).toBe(true)
  })

  it('are of two encodings when a whole line among them is UTF-8', () => {
    expect(utf8LineInCp949(Uint8Array.from(KOREAN))).toBe(0)
    expect(utf8LineInCp949(Uint8Array.from([...KOREAN, ...new TextEncoder().encode('서울,부산')]))).toBe(2)
  })
})
