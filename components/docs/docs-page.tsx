'use client';

import { useTranslations } from 'use-intl';
import { apiUrl } from '@/lib/api/api-url';
import { AppLink } from '../shell/app-link';
import { BrandMark } from '../shell/brand';
import { DisplayToggles } from '../shell/display-toggles';
import { buttonClass } from '../ui/button';
import { type OpenApiDocument, operationsByTag } from './open-api';
import { OperationCard } from './operation-card';
import { schemaText } from './schema-text';
import { Shape } from './shape';

/** The readable reference of the API, from the same document programs read. */
export const DocsPage = ({ document }: { document: OpenApiDocument }) => {
  const t = useTranslations('docs');
  const groups = operationsByTag(document);
  const schemas = Object.entries(document.components?.schemas ?? {});
  return (
    <>
      <title>{`${t('title')} · ${document.info.title}`}</title>
      <header className="flex flex-wrap items-center gap-3 border-line border-b bg-card px-5 py-2">
        <BrandMark />
        <h1 className="font-semibold text-lg">{t('title')}</h1>
        <span className="text-muted">v{document.info.version}</span>
        <div className="ml-auto flex items-center gap-2">
          <a className={buttonClass()} href={apiUrl('/api/v1/openapi.json')}>
            {t('document')}
          </a>
          <AppLink className={buttonClass()} href="/">
            {t('console')}
          </AppLink>
          <DisplayToggles />
        </div>
      </header>
      <div className="mx-auto grid max-w-300 gap-5 p-5 md:grid-cols-[160px_minmax(0,1fr)]">
        <nav aria-label={t('tags')} className="md:sticky md:top-5 md:self-start">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 md:grid">
            {groups.map(([tag]) => (
              <li key={tag}>
                <a className="text-blue hover:underline" href={`#${tag}`}>
                  {tag}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main className="grid min-w-0 gap-5">
          <p>{t('intro')}</p>
          {groups.map(([tag, operations]) => (
            <section key={tag} id={tag} aria-label={tag} className="grid gap-3">
              <h2 className="font-semibold text-lg">{tag}</h2>
              {operations.map((entry) => (
                <OperationCard key={`${entry.method} ${entry.path}`} {...entry} />
              ))}
            </section>
          ))}
          {schemas.length === 0 ? null : <h2 className="font-semibold text-lg">{t('schemas')}</h2>}
          {schemas.map(([name, schema]) => (
            <section key={name} id={name} aria-label={name} className="grid gap-1">
              <h3 className="font-mono font-semibold">{name}</h3>
              <Shape framed text={schemaText(schema)} />
            </section>
          ))}
        </main>
      </div>
    </>
  );
};
