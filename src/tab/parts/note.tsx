import { InfoRegular } from '@fluentui/react-icons/svg/info';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap';
import { PersonAlertRegular } from '@fluentui/react-icons/svg/person-alert';
import type { ReactNode } from 'react';

const ICONS = { warning: WarningRegular, info: InfoRegular, superseded: ArrowSwapRegular, waiting: PersonAlertRegular };

/** Something that the reader must not miss, set apart by an icon and an edge as well as by colour. */
export function Note({ kind, title, children }: { kind: keyof typeof ICONS; title: ReactNode; children?: ReactNode }) {
  const Icon = ICONS[kind];
  return (
    <div className={`note note-${kind}`}>
      <Icon aria-hidden className="note-icon" />
      <div>
        <p className="note-title">{title}</p>
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}
