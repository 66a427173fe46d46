import { EraserRegular } from '@fluentui/react-icons/svg/eraser';
import type { Words } from '../../web/api-types.ts';
import { isErased, plain } from '../words/erased.ts';

/** What people wrote, as text and nothing else: in its own direction, with its lines kept, or that it was erased. */
export function Said({ words, block = false }: { words: Words; block?: boolean }) {
  if (isErased(words))
    return (
      <span className="erased">
        <EraserRegular aria-hidden /> {plain(words)}
      </span>
    );
  const Tag = block ? 'p' : 'span';
  return (
    <Tag className="said" dir="auto">
      {words}
    </Tag>
  );
}
