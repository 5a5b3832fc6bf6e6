import type { JobImage } from '@/api/types';
import type { FakeApi } from './fakeApi';
import { aJob, busy, moderated, succeeded } from './fakeJobs';

/** A feed in which every state of a job can be seen. */
export function fill(fake: FakeApi): void {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const running = aJob({
    prompt: '黄昏时分的雪山湖泊，水面倒映着粉紫色的霞光，远处有一间亮着灯的小木屋，胶片质感，宽画幅',
    count: 4,
    status: 'running',
    created_at: ago(0.3),
    started_at: ago(0.2),
  });
  const queued = aJob({
    prompt: '国风山水长卷，云海日出，大面积留白',
    size: '3024x1296',
    queue: { position: 3, eta_s: 25 },
  });
  const odd = aJob({
    prompt: '初春庭院里的白猫与红梅，工笔画',
    size: '2048x2048',
    status: 'needs_attention',
    created_at: ago(8),
    error: { ...busy, code: 'submission_unknown', message: '', provider_request_id: '02b7aa009f1c4d' },
    unknown_submissions: [
      {
        submit_id: 'sub_01jz8m3v7q',
        provider_request_id: '02b7aa009f1c4d',
        submitted_at: ago(8),
        prompt_sha256: '5b1c8f0e9a7d4c36b2e1f08d7a94c5530d6e2f718b9a4c0e3d5f6a7b8c9d0e1f',
        indices: [0],
        reason: 'The connection broke before the answer came.',
      },
    ],
  });
  const neon = aJob({
    prompt: '赛博朋克风格的重庆夜景，雨后霓虹倒影，俯拍',
    size: '2560x1440',
    count: 2,
    created_at: ago(14),
  });
  neon.parameters.seed = 20461;
  const refused = aJob({
    prompt: '某品牌联名海报，主体为可乐瓶',
    size: '1728x2304',
    status: 'failed',
    error: moderated,
    created_at: ago(22),
  });
  const tired = aJob({
    prompt: '未来城市鸟瞰，悬浮列车穿过云层',
    size: '3024x1296',
    status: 'failed',
    error: busy,
    created_at: ago(24),
  });
  const partly = aJob({
    prompt: '城市夜跑海报，逆光剪影，动感模糊，竖版',
    size: '1728x2304',
    count: 4,
    created_at: ago(30),
  });
  const partlyDone = succeeded(partly, [5, 11, 17], 46.1);
  const failedImage = {
    ...(partlyDone.images[2] as JobImage),
    index: 2,
    id: 'img_none',
    url: null,
    error: { ...moderated, message: '第 3 张未通过内容审核', provider_code: '50511' },
  };
  const last = { ...(partlyDone.images[2] as JobImage), index: 3 };
  const canceled = aJob({
    prompt: '儿童绘本封面：热气球越过麦田',
    status: 'canceled',
    cancellation: 'stopped',
    created_at: ago(50),
  });
  const expired = aJob({
    prompt: 'A paper boat on a rainy street, macro photograph',
    status: 'expired',
    cancellation: 'unknown',
    created_at: ago(60),
  });
  const single = aJob({ prompt: '极简咖啡馆室内，清晨侧光，35 毫米胶片', size: '1728x2304', created_at: ago(70) });
  const watercolour = aJob({
    prompt: '水彩绘本：小狐狸在蒲公英田里写生，柔和晨光',
    size: '2048x2048',
    count: 4,
    created_at: ago(1500),
  });
  const many = aJob({ prompt: '九宫格表情：一只橘猫的一天', size: '2048x2048', count: 9, created_at: ago(1600) });
  const pair = succeeded({ ...running, status: 'running' }, [6, 12]).images;
  fake.add(
    queued,
    { ...running, images: pair, progress: { completed: 2, total: 4, percent: 50 } },
    odd,
    succeeded(neon, [3, 9]),
    refused,
    tired,
    {
      ...partlyDone,
      status: 'partially_succeeded',
      images: [...partlyDone.images.slice(0, 2), failedImage, last],
      retry: { places: [2], possible_charge: [], arriving: [] },
    },
    canceled,
    expired,
    succeeded(single, [8], 22.7),
    succeeded(watercolour, [1, 7, 13, 19], 64.2),
    succeeded(many, [2, 14, 20, 26, 32, 38, 44, 50, 56], 80),
  );
}
