import { grownSize, type Margins } from '@/domain/models/outpaint';
import type { Size } from '@/domain/models/size';
import { pictureUrl, type Reference } from '@/domain/references/reference';
import styles from './MarginsPreview.module.css';

const SQUARE: Size = { width: 1, height: 1 };

interface Props {
  reference: Reference | undefined;
  /** Of the picture; null where it is not known. */
  size: Size | null;
  margins: Margins;
}

/** The picture in the frame that it is to grow into. The figures beside it say the same. */
export function MarginsPreview({ reference, size, margins }: Props) {
  const picture = size ?? SQUARE;
  const exact = { width: picture.width * 1000, height: picture.height * 1000 };
  const frame = grownSize(exact, margins);
  const percent = (share: number, whole: number): string => `${(share / whole) * 100}%`;
  const url = reference === undefined ? null : pictureUrl(reference.id, 'thumbnail');
  return (
    <div className={styles.stage} aria-hidden="true">
      <div
        className={styles.frame}
        style={{
          aspectRatio: `${frame.width} / ${frame.height}`,
          [frame.width > frame.height * 2 ? 'width' : 'height']: '100%',
        }}
      >
        <div
          className={styles.picture}
          style={{
            left: percent(margins.left * exact.width, frame.width),
            top: percent(margins.top * exact.height, frame.height),
            width: percent(exact.width, frame.width),
            height: percent(exact.height, frame.height),
            ...(url === null ? {} : { backgroundImage: `url("${url}")` }),
          }}
        />
      </div>
    </div>
  );
}
