import type { MessageTable } from '../message-table.ts'

/** Texts that several screens share: shell, progress, errors. */
export const commonMessages = {
  'common.app': { en: 'Recscope', ko: 'Recscope' },
  'common.local': { en: 'On this device only', ko: '이 기기에서만 처리' },
  'common.screens': { en: 'Screens', ko: '화면' },
  'common.skip': { en: 'Skip to content', ko: '본문으로 건너뛰기' },
  'common.screen.data': { en: 'Data', ko: '데이터' },
  'common.screen.overview': { en: 'Overview', ko: '개요' },
  'common.screen.client': { en: 'Client', ko: '고객' },
  'common.screen.what-if': { en: 'What if', ko: '가정해 보기' },
  'common.screen.models': { en: 'Models', ko: '모델' },
  'common.nothingLoaded': { en: 'No files loaded', ko: '불러온 파일 없음' },
  'common.loadedActions': { en: '{rows} actions, {first} to {last}', ko: '행동 {rows}건, {first} ~ {last}' },
  'common.loadedClients': { en: '{clients} clients', ko: '고객 {clients}명' },
  'common.loadingRows': { en: 'Loading, {rows} rows so far', ko: '불러오는 중, 지금까지 {rows}행' },
  'common.model': { en: 'Model', ko: '모델' },
  'common.modelNone': { en: 'none yet', ko: '아직 없음' },
  'common.modelTraining': { en: 'training', ko: '학습 중' },
  'common.modelAls': { en: 'ALS, {factors} factors', ko: 'ALS, 요인 {factors}개' },
  'common.modelStale': { en: 'made from other data', ko: '다른 데이터로 만든 모델' },
  'common.language': { en: 'Language: English. Switch to Korean', ko: '언어: 한국어. 영어로 바꾸기' },
  'common.languageShort': { en: 'EN', ko: '한' },
  'common.theme': { en: 'Theme', ko: '테마' },
  'common.theme.system': { en: 'System', ko: '시스템' },
  'common.theme.light': { en: 'Light', ko: '밝게' },
  'common.theme.dark': { en: 'Dark', ko: '어둡게' },
  'common.cancel': { en: 'Cancel', ko: '취소' },
  'common.dismiss': { en: 'Dismiss', ko: '닫기' },
  'common.table': { en: 'Table', ko: '표' },
  'common.chart': { en: 'Chart', ko: '차트' },
  'common.percent': { en: '{share} %', ko: '{share}%' },
  'common.secondsLeft': { en: 'about {seconds} s left', ko: '약 {seconds}초 남음' },
  'common.minutesLeft': { en: 'about {minutes} min left', ko: '약 {minutes}분 남음' },
  'common.loadFirst': {
    en: 'Nothing is loaded yet. Drop the files of a shop, or try the demo data.',
    ko: '아직 불러온 데이터가 없습니다. 쇼핑몰 파일을 놓거나 데모 데이터로 시작하세요.',
  },
  'common.goToData': { en: 'Go to Data', ko: '데이터 화면으로' },
  'common.otherData': {
    en: 'This link was made on other data: what you see may differ from what its author saw.',
    ko: '이 링크는 다른 데이터에서 만들어졌습니다. 만든 사람이 본 것과 다를 수 있습니다.',
  },
  'common.screenFailed': {
    en: 'This screen failed: {reason}. What is loaded is still here.',
    ko: '화면을 그리지 못했습니다: {reason}. 불러온 데이터는 그대로 있습니다.',
  },
  'common.tryAgain': { en: 'Try again', ko: '다시 시도' },
  'common.export': { en: 'Export', ko: '내보내기' },
  'common.exportMissing': {
    en: 'Export could not be fetched: load the page again later',
    ko: '내보내기를 불러오지 못했습니다. 나중에 페이지를 새로 여세요',
  },
  'common.exportShown': {
    en: 'All clients as shown: {made} (CSV)',
    ko: '화면과 같은 방식으로 전체 고객: {made} (CSV)',
  },
  'common.exportNear': { en: '{model}, near “{near}”', ko: '{model}, “{near}” 기준' },
  'common.exportBlend': { en: '{model}, blend with “{near}” {share}', ko: '{model}, “{near}” 비중 {share}' },
  'common.exportRecommendations': { en: 'Recommendations (CSV)', ko: '추천 목록 (CSV)' },
  'common.exportMetrics': { en: 'Metrics (JSON)', ko: '평가 지표 (JSON)' },
  'common.exporting': { en: 'Writing file', ko: '파일 쓰는 중' },
  'common.clientsDone': { en: '{done} of {total} clients', ko: '고객 {total}명 중 {done}명' },
  'error.archive-damaged': {
    en: 'An archive cannot be unpacked: {reason}. Pack or download it again.',
    ko: '압축을 풀 수 없습니다: {reason}. 다시 압축하거나 내려받으세요.',
  },
  'error.archive-too-large': {
    en: 'Unpacking was stopped, the archive grows too large: {reason}. Unpack it yourself and look inside.',
    ko: '압축을 풀면 너무 커져 멈췄습니다: {reason}. 직접 압축을 풀어 확인하세요.',
  },
  'error.bad-shape': {
    en: 'Recscope built a matrix that does not fit: {reason}',
    ko: '행렬의 크기가 맞지 않습니다: {reason}',
  },
  'error.bad-setting': { en: 'A setting cannot be used: {reason}', ko: '사용할 수 없는 설정입니다: {reason}' },
  'error.cancelled': { en: 'Cancelled.', ko: '취소했습니다.' },
  'error.empty-evidence': {
    en: 'There is nothing to learn from: no purchase and no search in these days. Load actions or transactions, or lower the minimum uses of a keyword.',
    ko: '학습할 것이 없습니다. 이 기간에 구매도 검색도 없습니다. 행동이나 거래 파일을 불러오거나 검색어 최소 사용 횟수를 낮추세요.',
  },
  'error.file-unreadable': {
    en: 'A file could not be read: {reason}. It may have changed or moved on disk: choose it again.',
    ko: '파일을 읽을 수 없습니다: {reason}. 파일이 바뀌었거나 옮겨졌을 수 있으니 다시 선택하세요.',
  },
  'error.issue-blocked': {
    en: 'Refused because of a rule for its rows: {reason}',
    ko: '행 규칙에 따라 불러오지 않았습니다: {reason}',
  },
  'error.kept-data-unusable': {
    en: 'The data kept on this device could not be used, and was deleted. Choose the files again.',
    ko: '이 기기에 보관한 데이터를 쓸 수 없어 지웠습니다. 파일을 다시 선택하세요.',
  },
  'error.model-changed': {
    en: 'The file was not written: another model took over meanwhile. Export again.',
    ko: '파일을 쓰는 동안 모델이 바뀌어 저장하지 않았습니다. 다시 내보내세요.',
  },
  'error.no-dataset': {
    en: 'No files are loaded. Drop them on the Data screen.',
    ko: '불러온 파일이 없습니다. 데이터 화면에 파일을 놓으세요.',
  },
  'error.no-model': {
    en: 'There is no model yet. Press Train on the Models screen.',
    ko: '아직 모델이 없습니다. 모델 화면에서 학습을 누르세요.',
  },
  'error.out-of-memory': {
    en: 'The browser refused more memory. Close other tabs, or load fewer files.',
    ko: '브라우저가 메모리를 더 주지 않습니다. 다른 탭을 닫거나 파일을 줄여 보세요.',
  },
  'error.too-large': {
    en: 'This training would need about {need} MB and may take {limit} MB on this device. Take fewer factors, a broader category level (2 or 1), or raise the minimum keyword uses.',
    ko: '이 학습에는 약 {need}MB가 필요하지만 이 기기에서는 {limit}MB까지 쓸 수 있습니다. 요인 수를 줄이거나, 더 넓은 카테고리 단계(2나 1)를 고르거나, 검색어 최소 사용을 올리세요.',
  },
  'error.singular-system': {
    en: 'A row could not be solved: {reason}. Raise the regularization.',
    ko: '풀 수 없는 행이 있습니다: {reason}. 정칙화 값을 올리세요.',
  },
  'error.stalled': {
    en: 'Reading made no progress any more and was stopped: {reason}',
    ko: '읽기가 더 나아가지 않아 멈췄습니다: {reason}',
  },
  'error.storage-full': {
    en: 'This device has no room for the data. It stays in this tab and is gone when the tab is closed.',
    ko: '이 기기에 저장할 공간이 없습니다. 데이터는 이 탭에만 있으며 탭을 닫으면 사라집니다.',
  },
  'error.storage-unavailable': {
    en: 'This browser offers no storage here. The data stays in this tab and is gone when the tab is closed.',
    ko: '이 브라우저에서는 저장할 수 없습니다. 데이터는 이 탭에만 있으며 탭을 닫으면 사라집니다.',
  },
  'error.unexpected': { en: 'Something unexpected failed: {reason}', ko: '예상하지 못한 오류입니다: {reason}' },
  'error.unknown-client': {
    en: 'No client {reason} in the loaded files. Ids are text: 7 and 007 differ.',
    ko: '불러온 파일에 고객 {reason}이(가) 없습니다. 아이디는 글자 그대로 비교합니다: 7과 007은 다릅니다.',
  },
  'error.worker-lost': {
    en: 'A background worker stopped ({reason}) and was started again. What it held is gone.',
    ko: '백그라운드 작업자가 멈춰서({reason}) 다시 시작했습니다. 가지고 있던 내용은 사라졌습니다.',
  },
  'error.worker-silent': {
    en: 'A background worker did not answer any more and was started again. What it held is gone.',
    ko: '백그라운드 작업자가 응답하지 않아 다시 시작했습니다. 가지고 있던 내용은 사라졌습니다.',
  },
} as const satisfies MessageTable
