import { expect, it } from 'vitest';
import { splitReason } from './reasons';

it.each([
  ['服务商目前请求过多。请稍后重试。', '服务商目前请求过多', '请稍后重试。'],
  ['The provider is busy. Retry in a while.', 'The provider is busy', 'Retry in a while.'],
  ['Only 4.0 and 4.5 take this. Choose another.', 'Only 4.0 and 4.5 take this', 'Choose another.'],
  ['One sentence.', 'One sentence', ''],
  ['No full stop', 'No full stop', ''],
  ['', '', ''],
])('%s', (message, what, then) => {
  expect(splitReason(message)).toEqual({ what, then });
});
