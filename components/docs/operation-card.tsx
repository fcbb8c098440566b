'use client';

import { useTranslations } from 'use-intl';
import { Card } from '../ui/card';
import { Table, Td, Th } from '../ui/table';
import { Tag } from '../ui/tag';
import type { Content, ListedOperation, Parameter } from './open-api';
import { schemaText } from './schema-text';
import { Shape } from './shape';

const ContentShapes = ({ title, content }: { title: string; content: Content | undefined }) => {
  const t = useTranslations('docs');
  const entries = Object.entries(content ?? {});
  return (
    <div className="grid gap-1 px-4">
      <h4 className="text-muted text-xs">{title}</h4>
      {entries.length === 0 ? <p>{t('noContent')}</p> : null}
      {entries.map(([mediaType, { schema }]) => (
        <div key={mediaType} className="grid gap-1">
          <p className="text-muted text-xs">{mediaType}</p>
          {schema === undefined ? null : <Shape text={schemaText(schema)} />}
        </div>
      ))}
    </div>
  );
};

const placeKeys = ['path', 'query', 'header', 'cookie'] as const;

const ParametersTable = ({ parameters }: { parameters: readonly Parameter[] }) => {
  const t = useTranslations('docs');
  const placeOf = ({ in: place }: Parameter) => {
    const key = placeKeys.find((name) => name === place);
    return key === undefined ? place : t(`in.${key}`);
  };
  return (
    <Table label={t('parameters')}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('place')}</Th>
          <Th>{t('type')}</Th>
          <Th>{t('meaning')}</Th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={`${parameter.in} ${parameter.name}`}>
            <Td className="font-mono text-sm">
              {parameter.name} {parameter.required ? <Tag>{t('required')}</Tag> : null}
            </Td>
            <Td>{placeOf(parameter)}</Td>
            <Td className="font-mono text-sm">{schemaText(parameter.schema ?? {})}</Td>
            <Td className="whitespace-normal!">
              {parameter.description ?? parameter.schema?.description}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

/** One method of one path: what it does, takes and answers. Failures are the same everywhere. */
export const OperationCard = ({ method, path, operation }: ListedOperation) => {
  const t = useTranslations('docs');
  const parameters = operation.parameters ?? [];
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) =>
    status.startsWith('2'),
  );
  return (
    <Card className="grid gap-3 py-3">
      <div className="px-4">
        <h3 className="flex flex-wrap items-center gap-2 font-mono font-semibold text-md">
          <Tag tone={method === 'GET' ? 'good' : 'warning'}>{method}</Tag>
          <span className="min-w-0 break-all">{path}</span>
        </h3>
        <p>{operation.summary}</p>
        {operation.description === undefined ? null : (
          <p className="text-muted">{operation.description.replaceAll('`', '')}</p>
        )}
      </div>
      {parameters.length === 0 ? null : <ParametersTable parameters={parameters} />}
      {operation.requestBody === undefined ? null : (
        <ContentShapes title={t('body')} content={operation.requestBody.content} />
      )}
      {answers.map(([status, { content }]) => (
        <ContentShapes key={status} title={t('answer', { status })} content={content} />
      ))}
    </Card>
  );
};
