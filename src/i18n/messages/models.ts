import type { MessageTable } from '../message-table.ts'
import { modelNameMessages } from './model-names.ts'

/** Texts of the Models screen. */
export const modelsMessages = {
  'models.title': { en: 'Models', ko: '모델' },
  'models.train': { en: 'Train', ko: '학습' },
  'models.trainedIn': { en: 'trained in {duration}', ko: '학습 시간 {duration}' },
  'models.ms': { en: '{value} ms', ko: '{value}ms' },
  'models.seconds': { en: '{value} s', ko: '{value}초' },
  'models.minutes': { en: '{minutes} min {seconds} s', ko: '{minutes}분 {seconds}초' },
  ...modelNameMessages,

  'models.verdict.better': {
    en: 'ALS orders the next purchase clearly better than plain popularity: NDCG@10 {als} against {popular}.',
    ko: 'ALS가 다음 구매를 단순 인기순보다 뚜렷하게 더 잘 맞힙니다. NDCG@10 {als}, 인기순 {popular}.',
  },
  'models.verdict.worse': {
    en: 'ALS does not beat popularity. It orders the next purchase worse: NDCG@10 {als} against {popular}.',
    ko: 'ALS가 인기순을 이기지 못합니다. 다음 구매를 더 못 맞힙니다. NDCG@10 {als}, 인기순 {popular}.',
  },
  'models.verdict.no-clear-difference': {
    en: 'No clear difference between ALS and plain popularity: NDCG@10 {als} against {popular}.',
    ko: 'ALS와 단순 인기순 사이에 뚜렷한 차이가 없습니다. NDCG@10 {als}, 인기순 {popular}.',
  },
  'models.verdict.too-few-clients': {
    en: 'Too few clients to compare ALS with popularity: {clients} bought in the days held out.',
    ko: 'ALS와 인기순을 비교하기에는 고객이 너무 적습니다. 평가 기간에 구매한 고객은 {clients}명입니다.',
  },
  'models.verdictNone': { en: 'Not judged yet.', ko: '아직 평가하지 않았습니다.' },
  'models.noModel': { en: 'No model yet. Press Train.', ko: '아직 모델이 없습니다. 학습을 누르세요.' },
  'models.notJudged': {
    en: 'The model recommends, but it cannot be judged on this data.',
    ko: '추천은 할 수 있지만 이 데이터로는 모델을 평가할 수 없습니다.',
  },
  'models.note.difference': {
    en: 'Difference {difference}, 95 % interval {low} to {high}.',
    ko: '차이 {difference}, 95% 구간 {low} ~ {high}.',
  },
  'models.note.clients': {
    en: '{clients} clients with a purchase in {first} to {last}, of {population}. These days were held out: not seen by the model.',
    ko: '전체 고객 {population}명 중 {first} ~ {last} 기간에 구매한 고객 {clients}명. 모델이 보지 않은 기간입니다.',
  },
  'models.note.bootstrap': {
    en: 'Paired bootstrap, 1,000 resamples of clients.',
    ko: '고객을 1,000번 다시 뽑아 두 모델을 짝지어 비교한 부트스트랩.',
  },
  'models.note.withoutColumn': {
    en: 'Not judged, because no model can rank them: {lines} purchase lines of these days whose category is unknown or was never seen before.',
    ko: '이 기간의 구매 {lines}건은 카테고리를 알 수 없거나 처음 나타나 어떤 모델도 추천할 수 없으므로 평가에서 제외했습니다.',
  },
  'models.note.about': {
    en: 'Measured on clients who bought in these days; says nothing about the rest.',
    ko: '이 기간에 구매한 고객만으로 잰 값이며 나머지 고객에 대해서는 알 수 없습니다.',
  },
  'models.note.fallback': {
    en: 'A client of whom a model knows nothing is judged by the popular list of the segment, for every model alike; the nearest known word family, which the Client screen asks first, is not judged.',
    ko: '모델이 아는 것이 없는 고객은 어느 모델이든 고객군 인기순으로 평가합니다. 고객 화면이 먼저 쓰는 가장 가까운 검색어 묶음은 평가하지 않습니다.',
  },
  'models.note.notEqual': {
    en: '“No clear difference” is not “equal”: the interval reaches zero, so either could be better.',
    ko: '‘뚜렷한 차이 없음’은 ‘같음’이 아닙니다. 구간이 0을 포함하므로 어느 쪽이 나은지 알 수 없습니다.',
  },
  'models.note.tooFew': {
    en: 'A difference between so few clients would be chance. Load a longer period or more clients.',
    ko: '고객이 이렇게 적으면 차이는 우연일 수 있습니다. 더 긴 기간이나 더 많은 고객의 파일을 불러오세요.',
  },
  'models.advice': {
    en: 'What to try: a stronger regularization (twice this λ), fewer factors, a broader category level, or words left out (keyword multiplier 0).',
    ko: '해 볼 것: 더 강한 정칙화(λ를 두 배로), 더 적은 요인, 더 넓은 카테고리 단계, 검색어 빼기(검색어 배수 0).',
  },

  'models.off': {
    en: 'There is nothing to learn from. Recommendations need searches (an actions file) or purchases (a transactions file); categories to recommend come from the transactions, or from products joined to them.',
    ko: '학습할 것이 없습니다. 추천에는 검색(행동 파일)이나 구매(거래 파일)가 필요합니다. 추천할 카테고리는 거래 파일과 그에 연결된 상품 파일에서 나옵니다.',
  },
  'models.offMissing': { en: 'Not loaded: {files}.', ko: '불러오지 않은 파일: {files}.' },
  'models.file.actions': { en: 'actions', ko: '행동' },
  'models.file.transactions': { en: 'transactions', ko: '거래' },
  'models.file.products': { en: 'products', ko: '상품' },
  'models.file.demographics': { en: 'demographics', ko: '고객 정보' },
  'models.hindrance.none': {
    en: 'Press Train: the model is judged right after it.',
    ko: '학습을 누르면 바로 이어서 평가합니다.',
  },
  'models.hindrance.waiting': {
    en: 'The figures follow when training and judging are done.',
    ko: '학습과 평가가 끝나면 결과가 나옵니다.',
  },
  'models.hindrance.cancelled': {
    en: 'Judging was cancelled. The model recommends; press Train to train and judge again.',
    ko: '평가를 취소했습니다. 추천은 그대로 볼 수 있습니다. 학습을 누르면 다시 학습하고 평가합니다.',
  },
  'models.hindrance.no-purchases': {
    en: 'Judging needs purchases with a date: load a transactions file. The recommendations themselves work without it.',
    ko: '평가에는 날짜가 있는 구매가 필요합니다. 거래 파일을 불러오세요. 추천 자체는 거래 파일 없이도 볼 수 있습니다.',
  },
  'models.hindrance.short-period': {
    en: 'The data covers {days} days. Judging holds out the last {needed} and needs earlier ones to train on: load a longer period.',
    ko: '데이터 기간이 {days}일입니다. 마지막 {needed}일을 떼어 평가하고 그 이전 날로 학습하므로 더 긴 기간이 필요합니다.',
  },
  'models.stale.other-data': {
    en: 'Made from other data than what is loaded now: press Train.',
    ko: '지금 불러온 데이터가 아닌 다른 데이터로 만들었습니다. 학습을 누르세요.',
  },
  'models.stale.other-settings': {
    en: 'From earlier settings, not those of the model that recommends now: press Train.',
    ko: '지금 추천하는 모델이 아닌 이전 설정의 결과입니다. 학습을 누르세요.',
  },

  'models.run': { en: 'Training run', ko: '학습 과정' },
  'models.training': { en: 'Training', ko: '학습 중' },
  'models.evaluating': { en: 'Evaluating', ko: '평가 중' },
  'models.iterationsDone': { en: '{done} of {total} iterations', ko: '{total}회 중 {done}회 반복' },
  'models.lossNow': { en: 'loss {loss}', ko: '손실 {loss}' },
  'models.preparing': { en: 'weighing the events', ko: '행동에 가중치를 매기는 중' },
  'models.finalSweep': { en: 'final exact pass over the clients', ko: '마지막으로 고객 요인을 정확히 계산하는 중' },
  'models.onEarlierDays': { en: 'training on the days before', ko: '이전 날들로 학습 중' },
  'models.trainingCancelled': {
    en: 'Training was cancelled.',
    ko: '학습을 취소했습니다.',
  },
  'models.modelStays': { en: 'The model from before still recommends.', ko: '이전 모델이 계속 추천합니다.' },
  'models.noModelStays': {
    en: 'There is no model yet: press Train to start again.',
    ko: '아직 모델이 없습니다. 학습을 누르면 다시 시작합니다.',
  },
  'models.lastRun': { en: '{iterations} iterations in {duration}', ko: '{duration} 동안 {iterations}회 반복' },

  'models.loss': { en: 'Loss by iteration', ko: '반복별 손실' },
  'models.lossChart': {
    en: 'Training loss of ALS by iteration, {count} iterations, from {first} to {last}',
    ko: 'ALS 학습 손실, {count}회 반복, {first}에서 {last}까지',
  },
  'models.iteration': { en: 'Iteration', ko: '반복' },
  'models.lossColumn': { en: 'Loss', ko: '손실' },
  'models.lossStory.single': { en: 'Loss {last} after one iteration.', ko: '1회 반복 뒤 손실 {last}.' },
  'models.lossStory.settled': {
    en: 'Loss fell from {first} to {last} and has settled: the last of {iterations} iterations hardly moved it.',
    ko: '손실이 {first}에서 {last}까지 바뀐 뒤 안정되었습니다. {iterations}회 중 마지막 반복은 거의 영향이 없었습니다.',
  },
  'models.lossStory.falling': {
    en: 'Loss went from {first} to {last} in {iterations} iterations and was still falling: more iterations may help.',
    ko: '{iterations}회 반복으로 손실이 {first}에서 {last}까지 바뀌었고 아직 줄고 있습니다. 반복을 늘리면 나아질 수 있습니다.',
  },
  'models.lossStory.rising': {
    en: 'Loss went from {first} to {last} in {iterations} iterations and rose in the last one. Three steps of conjugate gradient (fast, parity) can do that; the exact solver cannot.',
    ko: '{iterations}회 반복으로 손실이 {first}에서 {last}까지 바뀌었고 마지막에 늘었습니다. 켤레 기울기 3단계(fast, parity)에서는 생길 수 있으나 exact 방식에서는 생기지 않습니다.',
  },
  'models.lossNone': {
    en: 'The loss of each iteration will stand here, falling while the model trains.',
    ko: '학습하는 동안 반복마다 줄어드는 손실이 여기에 나타납니다.',
  },
  'models.lossMeaning': {
    en: 'Objective divided by the confidence of all cells; no unit, lower fits the training data better.',
    ko: '목적 함수를 전체 신뢰도로 나눈 값. 단위가 없으며 낮을수록 학습 데이터에 더 잘 맞습니다.',
  },

  'models.metrics': { en: 'Metrics', ko: '평가 지표' },
  'models.metricSwitch': { en: 'Metric', ko: '지표' },
  'models.kSwitch': { en: 'K', ko: 'K' },
  'models.modelSwitch': { en: 'Models', ko: '모델' },
  'models.comparedModels': { en: 'ALS and popular', ko: 'ALS와 인기순' },
  'models.allModels': { en: 'All {count} models', ko: '모델 {count}개 모두' },
  'models.highest': {
    en: 'Highest NDCG@10 of all {count} models judged on these days: {model}, {value}.',
    ko: '이 기간에 평가한 모델 {count}개 중 NDCG@10이 가장 높은 것은 {model}, {value}입니다.',
  },
  'models.all': { en: 'All', ko: '전체' },
  'models.column.model': { en: 'Model', ko: '모델' },
  'models.column.metric': { en: 'Metric', ko: '지표' },
  'models.column.k': { en: 'K', ko: 'K' },
  'models.column.value': { en: 'Value', ko: '값' },
  'models.column.low': { en: 'Low', ko: '하한' },
  'models.column.high': { en: 'High', ko: '상한' },
  'models.column.clients': { en: 'Clients', ko: '고객 수' },
  'models.metric.MAP': { en: 'MAP', ko: 'MAP' },
  'models.metric.NDCG': { en: 'NDCG', ko: 'NDCG' },
  'models.metric.Recall': { en: 'Recall', ko: '재현율' },
  'models.metric.Precision': { en: 'Precision', ko: '정밀도' },
  'models.metric.Hit rate': { en: 'Hit rate', ko: '적중률' },
  'models.metric.Coverage': { en: 'Coverage', ko: '커버리지' },
  'models.metricOf': { en: '{metric} ({convention})', ko: '{metric} ({convention})' },
  'models.tableNote': {
    en: 'Low and High: 95 % interval of the model on its own. Whether two models differ is for the sentence above: it compares them client by client.',
    ko: '하한과 상한은 각 모델의 95% 구간입니다. 두 모델이 다른지는 고객별로 짝지어 비교한 위의 문장을 보세요.',
  },
  'models.noInterval': {
    en: '– no interval: drawing clients anew leaves categories out, so a resampled coverage is always too low.',
    ko: '– 구간 없음: 고객을 다시 뽑으면 빠지는 카테고리가 생겨 커버리지가 늘 낮게 나오므로 구간을 내지 않습니다.',
  },
  'models.definitions': { en: 'What the figures mean', ko: '지표의 뜻' },
  'models.define.MAP': {
    en: 'mean over clients with a purchase of AP@K = Σ precision at each hit / min(|T|, K), T the categories bought in the held-out days. Unit: none, 0 to 1.',
    ko: '구매가 있는 고객의 AP@K 평균. AP@K = Σ 적중한 자리의 정밀도 / min(|T|, K), T는 평가 기간에 산 카테고리. 단위 없음, 0~1.',
  },
  'models.define.MAP (ml_metrics)': {
    en: 'mapk of the library ml_metrics: the same AP@K, but the mean is over all {population} clients, and a client without a purchase counts 0. It therefore falls with the share of clients who did not buy.',
    ko: 'ml_metrics 라이브러리의 mapk. AP@K는 같지만 전체 고객 {population}명으로 평균하고 구매가 없는 고객은 0으로 셉니다. 따라서 구매하지 않은 고객이 많을수록 낮아집니다.',
  },
  'models.define.NDCG': {
    en: 'gain of the hits, each 1 / log2(place + 1), over the gain of a perfect list of length K; mean over clients with a purchase. Unit: none, 0 to 1.',
    ko: '적중마다 1 / log2(자리 + 1)을 더해 길이 K의 완벽한 목록의 값으로 나눈 것. 구매가 있는 고객의 평균. 단위 없음, 0~1.',
  },
  'models.define.Recall': {
    en: 'hits in the first K places over all categories that the client bought; mean over clients with a purchase. Who bought more than K cannot reach 1.',
    ko: '처음 K자리의 적중 수를 고객이 산 전체 카테고리 수로 나눈 것. 구매가 있는 고객의 평균. K개보다 많이 산 고객은 1이 될 수 없습니다.',
  },
  'models.define.Precision': {
    en: 'hits in the first K places over K; mean over clients with a purchase. Who bought fewer than K cannot reach 1.',
    ko: '처음 K자리의 적중 수를 K로 나눈 것. 구매가 있는 고객의 평균. K개보다 적게 산 고객은 1이 될 수 없습니다.',
  },
  'models.define.Hit rate': {
    en: 'share of clients with a purchase who have at least one hit in the first K places.',
    ko: '구매가 있는 고객 중 처음 K자리에 적중이 하나라도 있는 고객의 비율.',
  },
  'models.define.Coverage': {
    en: 'share of all categories that stand in the first K places of at least one of these clients. It says how varied the lists are, not how right.',
    ko: '이 고객들의 처음 K자리에 한 번이라도 나온 카테고리의 비율. 얼마나 맞는지가 아니라 얼마나 다양한지를 나타냅니다.',
  },
  'models.picture.curve': {
    en: '{metric} by K with 95 % intervals: ALS and popular, {clients} clients, {first} to {last}',
    ko: 'K별 {metric}, 95% 구간: ALS와 인기순, 고객 {clients}명, {first} ~ {last}',
  },
  'models.picture.bars': {
    en: '{metric} at {k} with 95 % intervals: ALS and popular, {clients} clients, {first} to {last}',
    ko: 'K = {k}의 {metric}, 95% 구간: ALS와 인기순, 고객 {clients}명, {first} ~ {last}',
  },
  'models.picture.allMetrics': { en: 'All metrics', ko: '모든 지표' },
  'models.picture.above.curve': {
    en: '{metric}: ALS stands above popular at {above} of {compared} list lengths',
    ko: '{metric}: 목록 길이 {compared}가지 중 {above}가지에서 ALS가 인기순보다 높음',
  },
  'models.picture.above.bars': {
    en: 'ALS stands above popular in {above} of {compared} figures at K = {k}',
    ko: 'K = {k}의 값 {compared}개 중 {above}개에서 ALS가 인기순보다 높음',
  },
  'models.picture.pair': {
    en: '{metric} at K = {k}: ALS {als}, popular {popular}',
    ko: 'K = {k}의 {metric}: ALS {als}, 인기순 {popular}',
  },
  'models.picture.reads': {
    en: 'Lines through the marks: 95 % interval of each model on its own.',
    ko: '표시를 지나는 선: 각 모델의 95% 구간.',
  },
  'models.picture.ours': {
    en: 'Our convention only; the other one is in the table.',
    ko: '자체 정의만 그렸습니다. 다른 정의는 표에 있습니다.',
  },
  'models.picture.oneOfAll': {
    en: 'The chart shows {metric}; the table has every metric.',
    ko: '차트는 {metric}만 보여 줍니다. 표에는 모든 지표가 있습니다.',
  },
  'models.picture.otherModels': {
    en: 'ALS and popular only; the other models are in the table.',
    ko: 'ALS와 인기순만 그렸습니다. 다른 모델은 표에 있습니다.',
  },
  'models.picture.fewClients': {
    en: 'Under 10 clients: no chart. The table has the figures.',
    ko: '고객이 10명 미만이라 차트를 그리지 않습니다. 값은 표에 있습니다.',
  },
  'models.picture.k': { en: 'K, length of the list', ko: 'K, 목록 길이' },
  'models.picture.reference': { en: 'popular {value}', ko: '인기순 {value}' },

  'models.facts': { en: 'About this model', ko: '이 모델에 대해' },
  'models.fact.solver': { en: 'Solver', ko: '풀이 방식' },
  'models.fact.lists': { en: 'Lists come from', ko: '목록의 바탕' },
  'models.fact.lists.refitted': {
    en: 'clients refitted exactly to the final columns',
    ko: '최종 열에 맞춰 정확히 다시 푼 고객 요인',
  },
  'models.fact.lists.raw': {
    en: 'raw client factors of the training, as in implicit',
    ko: '학습에서 나온 그대로의 고객 요인 (implicit과 같음)',
  },
  'models.fact.factors': { en: 'Factors', ko: '요인 수' },
  'models.fact.confidence': { en: 'Confidence', ko: '신뢰도' },
  'models.fact.regularization': { en: 'Ridge of a row', ko: '행의 정칙화' },
  'models.belowUnobserved': {
    en: '{count} of {all} entries count less than a missing one: their confidence is below the unobserved weight {weight}. Raise α, or take another confidence rule.',
    ko: '값 {all}개 중 {count}개가 빈 칸보다 가볍습니다. 신뢰도가 빈 칸 가중치 {weight}보다 작기 때문입니다. α를 올리거나 다른 신뢰도 규칙을 고르세요.',
  },
  'models.fact.clients': { en: 'Clients with evidence', ko: '근거가 있는 고객' },
  'models.fact.clientsValue': { en: '{active} of {all}', ko: '{all}명 중 {active}명' },
  'models.fact.categories': { en: 'Categories', ko: '카테고리' },
  'models.fact.keywords': { en: 'Keywords', ko: '검색어' },
  'models.fact.entries': { en: 'Entries of the matrix', ko: '행렬의 값 수' },
  'models.fact.time': { en: 'Training time', ko: '학습 시간' },
  'models.fact.kernel': { en: 'Kernel', ko: '계산 커널' },
  'models.fact.data': { en: 'Data fingerprint', ko: '데이터 지문' },

  'models.settings': { en: 'Settings', ko: '설정' },
  'models.settingsHint': {
    en: 'Nothing changes until you press Train.',
    ko: '학습을 누르기 전에는 아무것도 바뀌지 않습니다.',
  },
  'models.changed': { en: 'Settings changed: press Train.', ko: '설정이 바뀌었습니다. 학습을 누르세요.' },
  'models.undo': { en: 'Undo changes', ko: '변경 취소' },
  'models.group.model': { en: 'Model (ALS)', ko: '모델 (ALS)' },
  'models.group.evidence': { en: 'Evidence', ko: '근거' },
  'models.automatic': {
    en: 'Chosen by Recscope from the size of the data.',
    ko: 'Recscope가 데이터 크기에 따라 정한 값입니다.',
  },
  'models.automaticPending': {
    en: 'Recscope will choose from the size of the data. Type a number to set them by hand.',
    ko: 'Recscope가 데이터 크기에 따라 정합니다. 숫자를 입력하면 직접 정할 수 있습니다.',
  },
  'models.byHand': { en: 'Set by hand.', ko: '직접 정한 값입니다.' },
  'models.backToAutomatic': { en: 'Back to automatic', ko: '자동으로 되돌리기' },
  'models.placeholder': { en: 'automatic', ko: '자동' },
  'models.field.solver': { en: 'Solver', ko: '풀이 방식' },
  'models.solver.fast': { en: 'Fast', ko: 'Fast' },
  'models.solver.exact': { en: 'Exact', ko: 'Exact' },
  'models.solver.parity': { en: 'Parity', ko: 'Parity' },
  'models.help.solver': {
    en: 'Fast takes 3 conjugate-gradient steps in whitened coordinates, which is practically exact. Exact solves each row with a Cholesky factorization. Parity takes the 3 conjugate-gradient steps of the library implicit, to compare with it.',
    ko: 'Fast는 백색화한 좌표에서 켤레 기울기 3단계로 풀며 정확한 해와 거의 같습니다. Exact는 행마다 촐레스키 분해로 정확히 풉니다. Parity는 implicit 라이브러리처럼 켤레 기울기 3단계로 풀어 결과를 비교할 때 씁니다.',
  },
  'models.field.clientFactors': { en: 'Client factors', ko: '고객 요인' },
  'models.clientFactors.refitted': { en: 'Refitted', ko: '다시 풀기' },
  'models.clientFactors.raw': { en: 'Raw', ko: '그대로' },
  'models.help.clientFactors': {
    en: 'Only with parity. The last iteration leaves clients that were solved against older columns. Refitted solves each once more, exactly, so that its score is the sum of its reasons. Raw keeps them, so that lists and scores are those of implicit; what they differ from the refitted client by is shown beside the reasons.',
    ko: 'parity에서만 고를 수 있습니다. 마지막 반복이 끝나면 고객 요인은 한 단계 전의 열로 푼 값입니다. 다시 풀기는 고객마다 한 번 더 정확히 풀어 점수가 이유의 합이 되게 합니다. 그대로는 그 값을 써서 목록과 점수가 implicit과 같아지고, 다시 푼 고객과의 차이를 이유 옆에 따로 보여 줍니다.',
  },
  'models.field.factors': { en: 'Factors', ko: '요인 수' },
  'models.help.factors': {
    en: 'Numbers per client and category. More can hold finer tastes, and memorise chance.',
    ko: '고객과 카테고리마다 두는 숫자의 개수. 많을수록 세밀하지만 우연까지 외웁니다.',
  },
  'models.field.iterations': { en: 'Iterations', ko: '반복 횟수' },
  'models.help.iterations': {
    en: 'Each solves all clients, then all columns. The loss shows when more of them stop helping.',
    ko: '한 번에 모든 고객과 모든 열을 풉니다. 더 늘릴 필요가 있는지는 손실로 알 수 있습니다.',
  },
  'models.field.alpha': { en: 'Confidence α', ko: '신뢰도 α' },
  'models.help.alpha': {
    en: 'How much one unit of evidence outweighs a cell without any, under the confidence rule.',
    ko: '신뢰도 규칙에서 근거 한 단위가 빈 칸보다 얼마나 무거운지 정합니다.',
  },
  'models.field.lambda': { en: 'Regularization λ', ko: '정칙화 λ' },
  'models.help.lambda': {
    en: 'Holds the factors small. Too little and ALS memorises chance; too much leaves popularity only.',
    ko: '요인이 커지지 않게 합니다. 너무 작으면 우연까지 외우고, 너무 크면 인기순만 남습니다.',
  },
  'models.field.unobservedWeight': { en: 'Unobserved weight w0', ko: '빈 칸 가중치 w0' },
  'models.help.unobservedWeight': {
    en: 'Weight of a cell without evidence, which pulls its score to 0.',
    ko: '근거가 없는 칸의 가중치. 클수록 그 점수를 0으로 당깁니다.',
  },
  'models.field.seed': { en: 'Seed', ko: '시드' },
  'models.help.seed': {
    en: 'Start of the random first factors. The same seed gives the same model.',
    ko: '처음 요인을 뽑는 난수의 시작값. 같은 시드는 같은 모델을 만듭니다.',
  },
  'models.field.level': { en: 'Category level', ko: '카테고리 단계' },
  'models.help.level': {
    en: 'What is recommended: 1 the broadest groups, 3 the product code.',
    ko: '추천할 단위: 1은 가장 넓은 분류, 3은 상품 코드입니다.',
  },
  'models.field.purchaseWeight': { en: 'Purchase weight', ko: '구매 가중치' },
  'models.help.purchaseWeight': {
    en: 'Evidence of one purchase line of quantity 1, before decay.',
    ko: '수량 1인 구매 한 줄의 근거, 감쇠 전.',
  },
  'models.field.searchWeight': { en: 'Search weight', ko: '검색 가중치' },
  'models.help.searchWeight': { en: 'Evidence of one search, before decay.', ko: '검색 한 번의 근거, 감쇠 전.' },
  'models.field.halfLifeDays': { en: 'Half-life', ko: '반감기' },
  'models.help.halfLifeDays': {
    en: 'After this many days an event counts half, back from the last day of the data.',
    ko: '데이터의 마지막 날부터 거슬러 이만큼 지나면 근거가 절반이 됩니다.',
  },
  'models.noDecay': { en: 'No decay', ko: '감쇠 없음' },
  'models.field.capQuantile': { en: 'Cap quantile', ko: '상한 분위수' },
  'models.help.capQuantile': {
    en: 'Larger weights are cut to this quantile of their block; 0.99 tames bulk orders, 1 cuts nothing.',
    ko: '이 분위수보다 큰 가중치를 잘라 냅니다. 0.99는 대량 주문의 영향을 줄이고, 1은 자르지 않습니다.',
  },
  'models.field.mu': { en: 'Keyword multiplier μ', ko: '검색어 배수 μ' },
  'models.help.mu': {
    en: 'Multiplies all keyword weights; 0 leaves words out.',
    ko: '모든 검색어 가중치에 곱합니다. 0이면 검색어를 쓰지 않습니다.',
  },
  'models.field.minKeywordUses': { en: 'Minimum keyword uses', ko: '검색어 최소 사용' },
  'models.help.minKeywordUses': {
    en: 'Rarer keywords are left out, or count for their family.',
    ko: '이보다 드문 검색어는 빼거나 비슷한 표기에 더합니다.',
  },
  'models.unit.days': { en: 'days', ko: '일' },
  'models.unit.uses': { en: 'uses', ko: '회' },
  'models.problem.empty': { en: 'Type a number.', ko: '숫자를 입력하세요.' },
  'models.problem.notNumber': {
    en: 'Not a number. Write it as 0.5 or 12.',
    ko: '숫자가 아닙니다. 0.5나 12처럼 쓰세요.',
  },
  'models.problem.notWhole': { en: 'Must be a whole number.', ko: '정수여야 합니다.' },
  'models.problem.notAbove': { en: 'Must be above {bound}.', ko: '{bound}보다 커야 합니다.' },
  'models.problem.tooSmall': { en: 'Must be {bound} or more.', ko: '{bound} 이상이어야 합니다.' },
  'models.problem.tooLarge': { en: 'Must be {bound} or less.', ko: '{bound} 이하여야 합니다.' },
  'models.problem.nothingLeft': {
    en: 'With these weights no event counts: raise the purchase or the search weight.',
    ko: '이 가중치로는 근거가 하나도 남지 않습니다. 구매나 검색 가중치를 올리세요.',
  },
  'models.cannotTrain': {
    en: 'Not trained: a setting cannot be used ({fields}).',
    ko: '학습하지 않았습니다. 사용할 수 없는 설정: {fields}.',
  },
} as const satisfies MessageTable
