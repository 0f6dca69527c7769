import type { MessageTable } from '../message-table.ts'

/** Texts of the checks across the files: names, what was seen, and what it means for the recommendations. */
export const qualityCheckMessages = {
  'quality.name.client-join': { en: 'Clients: {role} and {other}', ko: '고객: {role}, {other}' },
  'quality.seen.client-join': {
    en: '{role}: {found} of {clients} clients are also in {other} ({share}). {other}: {backFound} of {backClients} are also in {role} ({backShare}).',
    ko: '{role}: 고객 {clients}명 중 {found}명({share})이 {other}에도 있습니다. {other}: 고객 {backClients}명 중 {backFound}명({backShare})이 {role}에도 있습니다.',
  },
  'quality.means.clientsApart': {
    en: 'Hardly any id of one file is in the other: they are probably written in two ways, and what clients did stays apart.',
    ko: '한 파일의 아이디가 다른 파일에 거의 없습니다. 표기가 서로 다른 것으로 보이며 고객의 기록이 이어지지 않습니다.',
  },
  'quality.means.buyers': {
    en: '{share} of the clients with actions have no purchase: they get recommendations from their words, or the popular list.',
    ko: '행동이 있는 고객의 {share}는 구매가 없어 검색어로 추천하거나 인기 목록을 보여 줍니다.',
  },
  'quality.means.buyersAll': {
    en: 'Everyone who acts online also bought: recommendations can rest on purchases and words.',
    ko: '온라인에서 활동한 고객이 모두 구매해 구매와 검색어를 함께 추천에 쓸 수 있습니다.',
  },
  'quality.means.people': {
    en: 'Gender and age never rank clients: who is not found only lacks in the breakdowns.',
    ko: '성별과 연령은 순위에 쓰지 않으므로 찾지 못한 고객은 집계에서만 빠집니다.',
  },
  'quality.name.idle-clients': { en: 'Clients without any event', ko: '기록이 없는 고객' },
  'quality.seen.idle-clients': {
    en: '{idle} of {clients} clients have neither an action nor a transaction ({share}).',
    ko: '고객 {clients}명 중 {idle}명({share})에게 행동도 거래도 없습니다.',
  },
  'quality.means.idle-clients': {
    en: 'Nothing is known of them: they get the popular list.',
    ko: '알려진 것이 없어 인기 목록을 보여 줍니다.',
  },
  'quality.means.idleNone': {
    en: 'Every client has done something that recommendations can look at.',
    ko: '모든 고객에게 살펴볼 기록이 있습니다.',
  },
  'quality.name.product-join': { en: 'Products and what was bought', ko: '상품과 구매' },
  'quality.seen.product-join': {
    en: '{found} of {codes} codes that were bought are products ({share}). {bought} of {products} products were bought ({boughtShare}).',
    ko: '구매된 코드 {codes}개 중 {found}개({share})가 상품 파일에 있습니다. 상품 {products}개 중 {bought}개({boughtShare})가 구매되었습니다.',
  },
  'quality.means.product-join': {
    en: 'What nobody bought has no evidence and stands at the bottom of every list.',
    ko: '아무도 사지 않은 상품은 근거가 없어 모든 목록의 맨 아래에 놓입니다.',
  },
  'quality.means.productsAll': {
    en: 'Every product was bought, and every code has a name: all can be recommended.',
    ko: '모든 상품이 구매되었고 모든 코드에 이름이 있어 전부 추천할 수 있습니다.',
  },
  'quality.means.productsApart': {
    en: 'Hardly any code of the purchases is a product: recommendations have codes and no names. Compare pd_c in both files.',
    ko: '구매 코드가 상품 파일에 거의 없어 추천이 이름 없이 코드로만 나옵니다. 두 파일의 pd_c를 비교하세요.',
  },
  'quality.name.transaction-join': { en: 'Online purchases and transactions', ko: '온라인 구매와 거래' },
  'quality.seen.transaction-join': {
    en: '{found} of {ids} ids of purchase and refund actions are transactions ({share}; {rows} of {allRows} rows). {backFound} of {backIds} transactions were seen online ({backShare}).',
    ko: '구매·환불 행동의 아이디 {ids}개 중 {found}개({share}, {allRows}행 중 {rows}행)가 거래에 있습니다. 거래 {backIds}건 중 {backFound}건({backShare})이 온라인에서 보입니다.',
  },
  'quality.means.transaction-join': {
    en: 'An online purchase without its transaction says that something was bought, not what: no category gains by it. Transactions never seen online count as purchases all the same.',
    ko: '거래가 없는 온라인 구매는 무엇을 샀는지 알 수 없어 카테고리의 근거가 되지 않습니다. 온라인에 없는 거래도 구매로 셉니다.',
  },
  'quality.means.linksAll': {
    en: 'Every online purchase is known down to its categories.',
    ko: '모든 온라인 구매의 카테고리를 알 수 있습니다.',
  },
  'quality.name.purchase-without-id': { en: 'Purchases without trans_id', ko: 'trans_id 없는 구매' },
  'quality.seen.purchase-without-id': {
    en: '{without} of {purchases} purchase actions ({share}), of {clients} clients.',
    ko: '구매 행동 {purchases}건 중 {without}건({share}), 고객 {clients}명.',
  },
  'quality.means.purchase-without-id': {
    en: 'What was bought is unknown: these clients count as buyers of an unknown category unless a transaction says more.',
    ko: '무엇을 샀는지 알 수 없습니다. 거래 기록이 없으면 “카테고리 모르는 구매자”로 셉니다.',
  },
  'quality.means.purchasesWithId': {
    en: 'Each can be looked up in the transactions.',
    ko: '모두 거래에서 찾아볼 수 있습니다.',
  },
  'quality.name.shared-id': { en: 'trans_id used by several clients', ko: '여러 고객이 쓰는 trans_id' },
  'quality.seen.shared-id': { en: '{shared} of {ids} ids.', ko: '아이디 {ids}개 중 {shared}개.' },
  'quality.means.shared-id': {
    en: 'Recommendations are built per client and stay apart, but which purchase belongs to whom is unsure for these ids.',
    ko: '추천은 고객별로 만들어 섞이지 않지만, 이 아이디의 구매가 누구의 것인지는 확실하지 않습니다.',
  },
  'quality.means.idsOwn': { en: 'Every id belongs to one client.', ko: '아이디마다 고객이 하나입니다.' },
  'quality.name.duplicate-rows': { en: 'Duplicate rows: {role}', ko: '중복 행: {role}' },
  'quality.seen.duplicate-rows': {
    en: '{repeated} of {rows} rows repeat an earlier one in every column that is read ({share}).',
    ko: '{rows}행 중 {repeated}행({share})이 읽은 모든 열에서 앞의 행과 같습니다.',
  },
  'quality.seen.noDuplicates': {
    en: 'None of {rows} rows repeats another in every column that is read.',
    ko: '{rows}행 가운데 읽은 모든 열이 같은 행은 없습니다.',
  },
  'quality.means.duplicates.actions': {
    en: 'Kept: doing the same thing again is a sign of interest.',
    ko: '그대로 둡니다. 같은 행동의 반복은 관심의 표시입니다.',
  },
  'quality.means.duplicates.transactions': {
    en: 'Each copy counts as one more purchase: if these are copies, weights, counts and values are too high.',
    ko: '복사된 행이라면 구매가 더 세어져 무게, 수량, 금액이 너무 커집니다.',
  },
  'quality.means.duplicates.dropped': {
    en: 'The copies are left out everywhere: in histories, figures and recommendations.',
    ko: '복사된 행을 기록, 수치, 추천 모두에서 제외했습니다.',
  },
  'quality.means.duplicates.demographics': {
    en: 'Kept: of several rows of a client the first one is used.',
    ko: '그대로 둡니다. 한 고객에 여러 행이 있으면 첫 행을 씁니다.',
  },
  'quality.means.duplicates.products': {
    en: 'Kept: of several rows of a code the first one is used.',
    ko: '그대로 둡니다. 한 코드에 여러 행이 있으면 첫 행을 씁니다.',
  },
  'quality.means.noDuplicates': { en: 'Nothing is counted twice.', ko: '두 번 세는 것이 없습니다.' },
  'quality.name.period-overlap': { en: 'Periods of actions and transactions', ko: '행동과 거래의 기간' },
  'quality.seen.period-overlap': {
    en: 'Actions {actionsFirst} – {actionsLast}, transactions {linesFirst} – {linesLast}: {shared} days in both, {other} in one only.',
    ko: '행동 {actionsFirst} ~ {actionsLast}, 거래 {linesFirst} ~ {linesLast}: 겹치는 날 {shared}일, 한쪽에만 있는 날 {other}일.',
  },
  'quality.means.periodsApart': {
    en: 'Words and purchases never fall into the same days: what was searched cannot tell what was bought.',
    ko: '검색과 구매의 날짜가 전혀 겹치지 않아 검색어로 구매를 설명할 수 없습니다.',
  },
  'quality.means.periodsPartly': {
    en: 'On days that only one file has, clients seem to search without buying, or to buy without searching: recommendations and metrics there are less sure.',
    ko: '한 파일에만 있는 날에는 검색만 하거나 구매만 한 것처럼 보여 추천과 지표가 덜 확실합니다.',
  },
  'quality.means.periodsSame': {
    en: 'Words and purchases cover the same days.',
    ko: '검색과 구매의 기간이 같습니다.',
  },
  'quality.name.day-gaps': { en: 'Days without rows: {role}', ko: '행이 없는 날: {role}' },
  'quality.seen.day-gaps': {
    en: '{empty} of {days} days; the longest gap is {first} – {last}.',
    ko: '{days}일 중 {empty}일. 가장 긴 공백: {first} ~ {last}',
  },
  'quality.seen.noGaps': { en: 'Every one of {days} days has rows.', ko: '{days}일 모두 행이 있습니다.' },
  'quality.means.day-gaps': {
    en: 'If rows are missing here, habits and trends look weaker than they are, and metrics on held-out days that fall into a gap say little.',
    ko: '빠진 행이라면 습관과 추세가 실제보다 약해 보이고, 평가 기간이 공백에 걸리면 지표를 믿기 어렵습니다.',
  },
  'quality.means.noGaps': {
    en: 'Age of events and held-out days can be trusted.',
    ko: '이벤트의 시점과 평가 기간을 믿을 수 있습니다.',
  },
  'quality.name.outliers': { en: '{column} far beyond all others', ko: '{column}: 동떨어진 값' },
  'quality.seen.outliers': {
    en: '{count} above {limit} ({times} times the 99th percentile), the largest {largest}; together {share} of the sum of all lines.',
    ko: '{limit}({times} × 99번째 백분위수)보다 큰 값 {count}개, 최댓값 {largest}. 전체 합계의 {share}입니다.',
  },
  'quality.seen.noOutliers': {
    en: 'No value above {limit} ({times} times the 99th percentile).',
    ko: '{limit}({times} × 99번째 백분위수)보다 큰 값이 없습니다.',
  },
  'quality.seen.fewValues': { en: 'Too few values to tell.', ko: '판단하기에 값이 너무 적습니다.' },
  'quality.means.outliers.amounts': {
    en: 'Recommendations do not use amounts; sums, averages and value figures are ruled by these values.',
    ko: '추천은 금액을 쓰지 않지만 합계, 평균 등 금액 수치가 이 값들에 좌우됩니다.',
  },
  'quality.means.outliers.emptied': {
    en: 'These amounts count as missing and the lines stay: value figures are free of them, recommendations do not use amounts.',
    ko: '이 금액은 빈 값으로 처리하고 거래는 남겼습니다. 금액 수치에서 빠지며 추천은 금액을 쓰지 않습니다.',
  },
  'quality.means.outliers.counts': {
    en: 'Counts weigh by their logarithm and are capped: recommendations hardly move, sums of pieces do.',
    ko: '수량은 로그로 반영하고 상한을 두어 추천은 거의 바뀌지 않지만 수량 합계는 달라집니다.',
  },
  'quality.means.noOutliers': {
    en: 'No single value rules sums and averages.',
    ko: '합계와 평균을 좌우하는 값이 없습니다.',
  },
} as const satisfies MessageTable
