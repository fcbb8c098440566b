'use client';

import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import type { SpaceKey } from '@/lib/domain/api/space';

type KeysTableProps = { label: string; keys: readonly SpaceKey[]; onOpen: OpenTarget };

/** Keys of a ranking; each opens in the tree, but for those whose name was cut. */
export const KeysTable = ({ label, keys, onOpen }: KeysTableProps) => {
  const t = useTranslations('space');
  const format = useFormat();
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('columns.key')}</Th>
            <Th numeric>{t('columns.size')}</Th>
            <Th numeric>{t('columns.version')}</Th>
          </tr>
        </thead>
        <tbody>
          {keys.map(({ name, isCut, bytes, version }) => (
            <tr key={name.bytes}>
              <Td className="whitespace-normal break-all font-mono text-sm">
                {isCut ? (
                  `${name.text}… ${t('cutName')}`
                ) : (
                  <button
                    type="button"
                    className="break-all text-left text-blue hover:underline"
                    onClick={() => onOpen('key', name.bytes)}
                  >
                    {name.text}
                  </button>
                )}
              </Td>
              <Td numeric>{format.bytes(bytes)}</Td>
              <Td numeric>{format.count(version)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
};
