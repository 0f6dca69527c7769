import { FILE_ROLES, type FileRole } from '../tables/table.ts'
import { matchRole, normalName } from './match-header.ts'
import { FIELDS, type FieldSchema } from './schema.ts'

/** What columns are called elsewhere, in the form of `looseName`, with blanks between. Only ever proposed, never used unasked. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  clnt_id: [
    'customerid customerno customernumber customerkey customer custid custno clientid clientno client',
    'userid userno user memberid memberno member shopperid shopper householdkey householdid visitorid id',
    '고객번호 고객id 고객아이디 고객코드 고객 회원번호 회원id 회원아이디 회원 사용자id 사용자번호 사용자 유저id',
  ],
  sess_id: ['session sessionid sessionno sessionnumber visitid 세션id 세션아이디 세션번호 세션'],
  hit_seq: ['hitsequence hitnumber hitno hit sequence seq eventseq 조회일련번호 조회순서 일련번호 순번 순서'],
  action_type: [
    'actiontype actioncode action eventtype eventname event type 행동유형 행동타입 행동구분 행동 액션유형 액션 이벤트유형 이벤트 유형',
  ],
  biz_unit: ['businessunit business unit storeid store shop channel 업종단위 업종 사업부 매장 점포 채널'],
  sess_dt: [
    'sessiondate visitdate actiondate eventdate date day 세션일자 세션날짜 방문일자 방문날짜 방문일 행동일자 날짜 일자',
  ],
  hit_tm: ['hittime actiontime eventtime time 조회시각 조회시간 행동시각 시각 시간'],
  hit_pss_tm: ['elapsedtime elapsedms elapsed 조회경과시간 경과시간'],
  trans_id: [
    'transactionid transactionno transaction orderid orderno ordernumber order receiptid receiptno',
    'receipt invoiceid invoice basketid 거래id 거래번호 거래 주문번호 주문id 영수증번호 구매번호',
  ],
  sech_kwd: ['searchkeyword searchterm searchword searchquery search keyword query 검색어 검색키워드 키워드'],
  tot_pag_view_ct: [
    'totalpageviewcount totalpageviews pageviewcount pageviews 총페이지조회건수 총페이지뷰수 페이지뷰수 페이지뷰 페이지조회수',
  ],
  tot_sess_hr_v: [
    'totalsessiontime sessiontime sessionduration sessionseconds duration 총세션시간값 총세션시간 세션시간 체류시간',
  ],
  trfc_src: ['trafficsource source referrer 유입채널 유입경로 트래픽소스'],
  dvc_ctg_nm: ['devicecategory devicetype device 기기유형 기기 디바이스 접속기기'],
  trans_seq: ['transactionsequence transactionseq linenumber lineno orderline 거래일련번호 거래순번 주문순번'],
  pd_c: [
    'productcode productid productno product itemcode itemid item sku goodscode goodsid goodsno 상품코드 상품번호',
    '상품소분류코드 상품 제품코드 제품번호 품목코드',
  ],
  de_dt: [
    'purchasedate orderdate transactiondate saledate buydate date day 구매일자 구매날짜 구매일 거래일자 거래날짜 거래일 주문일자',
    '주문일 결제일자 날짜 일자',
  ],
  de_tm: [
    'purchasetime ordertime transactiontime time 구매시각 구매시간 거래시각 거래시간 주문시각 주문시간 시각 시간',
  ],
  buy_am: [
    'purchaseamount salesamount salesvalue sales amount amt totalprice total price revenue 구매금액 거래금액 결제금액',
    '주문금액 판매금액 금액 매출액 매출 가격',
  ],
  buy_ct: ['purchasecount quantity qty count units 구매수량 구매건수 주문수량 판매수량 수량 개수'],
  clnt_gender: ['gender sex 고객성별 성별'],
  clnt_age: ['ageband agegroup agerange age 고객연령 고객나이 연령대 연령 나이'],
  clac_nm1: [
    'category1 categorylevel1 maincategory majorcategory department category 상품대분류명 상품대분류 대분류명 대분류 카테고리1',
  ],
  clac_nm2: ['category2 categorylevel2 middlecategory subcategory 상품중분류명 상품중분류 중분류명 중분류 카테고리2'],
  clac_nm3: [
    'category3 categorylevel3 minorcategory subsubcategory productname itemname 상품소분류명 상품소분류 소분류명 소분류',
    '카테고리3 상품명',
  ],
}

/** The usual cell has that form already: samples hold many thousands. */
const PLAIN = /^[a-z0-9]*$/

/** A name by its letters and digits alone: `Customer-ID` and `customer_id` are the same. */
const looseName = (name: string): string =>
  PLAIN.test(name) ? name : normalName(name.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '')

/** All names of a field, the surest first. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  FILE_ROLES.flatMap((role) => FIELDS[role]).map((field) => [
    field.name,
    [
      ...[field.name, ...field.aliases].map(looseName),
      ...(OTHER_NAMES[field.name] ?? []).flatMap((names) => names.split(' ')),
    ],
  ]),
)

const namesOf = (field: FieldSchema): readonly string[] => NAMES.get(field.name) ?? []

/** Whether a text is some name of that column, here or elsewhere. */
export const isNameOf = (field: FieldSchema, text: string): boolean => namesOf(field).includes(looseName(text))

type Positions = ReadonlyMap<string, number>

function loosePositions(header: readonly string[]): Positions {
  const positions = new Map<string, number>()
  header.forEach((name, index) => {
    const loose = looseName(name)
    if (!positions.has(loose)) positions.set(loose, index)
  })
  return positions
}

/** Which column of a header each known column of a role may be: known names before similar ones. */
function columnsIn(role: FileRole, header: readonly string[], loose: Positions): Readonly<Record<string, number>> {
  const guessed = new Map(matchRole(role, header).columns.map(({ field, index }) => [field.name, index]))
  const taken = new Set(guessed.values())
  for (const field of FIELDS[role]) {
    if (guessed.has(field.name)) continue
    const index = namesOf(field)
      .map((name) => loose.get(name))
      .find((at) => at !== undefined && !taken.has(at))
    if (index === undefined) continue
    guessed.set(field.name, index)
    taken.add(index)
  }
  return Object.fromEntries(guessed)
}

/** A role and columns that a header without known names may mean. */
interface HeaderGuess {
  readonly role: FileRole
  readonly columns: Readonly<Record<string, number>>
  /** Names of the header that speak for it, at least 1. */
  readonly names: number
}

/** What a header may mean by names that are used elsewhere; `null` when it has none of them. */
export function guessHeader(header: readonly string[], role?: FileRole): HeaderGuess | null {
  const loose = loosePositions(header)
  let best: HeaderGuess | null = null
  let bestRank = 0
  for (const each of role === undefined ? FILE_ROLES : [role]) {
    const columns = columnsIn(each, header, loose)
    const names = Object.keys(columns).length
    const isReadable = FIELDS[each].every(({ name, column }) => column === 'optional' || Object.hasOwn(columns, name))
    // More names first, then a file that could be read, then the larger part of its columns.
    const rank = 4 * names + (isReadable ? 2 : 0) + names / FIELDS[each].length
    if (names > 0 && rank > bestRank) {
      best = { role: each, columns, names }
      bestRank = rank
    }
  }
  return best
}
