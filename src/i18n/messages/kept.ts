import type { MessageTable } from '../message-table.ts'

/** Texts about data that is kept on this device. */
export const keptMessages = {
  'kept.title': { en: 'Kept on this device', ko: '이 기기에 저장된 데이터' },
  'kept.none': {
    en: 'Nothing is kept: the data is in this tab alone, and gone when it is closed.',
    ko: '저장된 것이 없습니다. 데이터는 이 탭 안에만 있고, 탭을 닫으면 사라집니다.',
  },
  'kept.unavailable': {
    en: 'This browser offers no storage here, so nothing can be kept: the data is gone when this tab is closed.',
    ko: '이 브라우저에서는 저장 공간을 쓸 수 없어 아무것도 저장하지 않습니다. 탭을 닫으면 데이터가 사라집니다.',
  },
  'kept.contents': {
    en: '{rows} rows of {files} files, {size}, kept on {saved}. Deleted at the first visit after {expires}.',
    ko: '파일 {files}개, {rows}행, {size}. 저장일 {saved}, {expires} 이후 처음 방문할 때 삭제합니다.',
  },
  'kept.otherData': {
    en: 'It is other data than what is loaded now.',
    ko: '지금 불러온 데이터와 다른 데이터입니다.',
  },
  'kept.days': { en: 'Keep for', ko: '저장 기간' },
  'kept.day.1': { en: '1 day', ko: '1일' },
  'kept.day.7': { en: '7 days', ko: '7일' },
  'kept.day.30': { en: '30 days', ko: '30일' },
  'kept.keep': { en: 'Keep', ko: '저장' },
  'kept.update': { en: 'Replace what is kept', ko: '새 데이터로 바꾸기' },
  'kept.notNow': { en: 'Not now', ko: '나중에' },
  'kept.delete': { en: 'Delete kept files', ko: '저장된 파일 삭제' },
  'kept.question': { en: 'Keep these files', ko: '파일 저장' },
  'kept.ask': {
    en: 'Keep these files on this device? About {size}, in this browser’s own storage, so that the next visit opens them without the files. Whoever uses this browser profile can open them too.',
    ko: '이 파일을 이 기기에 저장할까요? 브라우저 전용 저장 공간에 약 {size}를 씁니다. 다음에는 파일 없이 바로 열 수 있습니다. 이 브라우저 프로필을 쓰는 사람은 누구나 열 수 있습니다.',
  },
  'kept.askUpdate': {
    en: 'Other data is kept on this device, of {saved}. Put what is loaded now in its place? About {size}.',
    ko: '이 기기에는 {saved}에 저장한 다른 데이터가 있습니다. 지금 불러온 데이터로 바꿀까요? 약 {size}.',
  },
  'kept.offer': { en: 'Kept files', ko: '저장된 파일' },
  'kept.offerText': {
    en: 'Files of an earlier visit are kept on this device: {rows} rows of {files} files, of {saved}.',
    ko: '이전 방문 때 저장한 파일이 있습니다. 파일 {files}개, {rows}행, 저장일 {saved}.',
  },
  'kept.reopen': { en: 'Reopen kept files', ko: '저장된 파일 열기' },
  'kept.keeping': { en: 'Keeping files', ko: '파일 저장 중' },
  'kept.reopening': { en: 'Reopening kept files', ko: '저장된 파일 여는 중' },
  'kept.bytesDone': { en: '{done} of {total}', ko: '{total} 중 {done}' },
  'kept.indexing': { en: 'indexing by client', ko: '고객별로 색인하는 중' },
  'kept.done': {
    en: 'Kept on this device: {size}. Deleted at the first visit after {expires}.',
    ko: '이 기기에 저장했습니다: {size}. {expires} 이후 처음 방문할 때 삭제합니다.',
  },
  'kept.busy': {
    en: 'Another tab is keeping or opening files right now. Try again when it is done.',
    ko: '다른 탭에서 파일을 저장하거나 여는 중입니다. 끝난 뒤 다시 시도하세요.',
  },
  'kept.dropped.damaged': {
    en: 'The files kept on this device were damaged and have been deleted. Choose the files again.',
    ko: '이 기기에 저장된 파일이 손상되어 삭제했습니다. 파일을 다시 선택하세요.',
  },
  'kept.dropped.unfinished': {
    en: 'Files were being kept on this device when the page ended; that was not finished, and what was there has been deleted.',
    ko: '파일을 저장하던 중 페이지가 닫혀 저장이 끝나지 않았습니다. 남은 부분은 삭제했습니다.',
  },
  'kept.dropped.expired': {
    en: 'The time for which files were kept on this device is over; they have been deleted.',
    ko: '저장 기간이 지나 이 기기의 파일을 삭제했습니다.',
  },
  'kept.dropped.other-version': {
    en: 'The files kept on this device are of another version of Recscope; they cannot be read here and have been deleted. Choose the files again.',
    ko: '이 기기에 저장된 파일은 다른 버전의 Recscope가 만든 것이라 읽을 수 없어 삭제했습니다. 파일을 다시 선택하세요.',
  },
  'kept.goesOn': {
    en: 'Nothing was kept. What is loaded stays in this tab.',
    ko: '저장하지 않았습니다. 불러온 데이터는 이 탭에 그대로 있습니다.',
  },
} as const satisfies MessageTable
