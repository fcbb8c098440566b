'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keyFormsQuery } from '@/lib/api/edit';
import { keyQuery } from '@/lib/api/keys';
import type { KeyForms, WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import { type Draft, draftOf } from '../edit/draft';
import { useDraft } from '../edit/drafts';

/** The editing of one key: the draft there is, how it begins and ends, and what came of changes. */
export const useValueEdit = (cluster: string, keyBytes: string) => {
  const client = useQueryClient();
  const [draft, setDraft] = useDraft(cluster, keyBytes);
  const [refusal, setRefusal] = useState<KeyForms['reason']>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [written, setWritten] = useState<WrittenKey | undefined>();
  const readAnew = () => client.fetchQuery({ ...keyQuery(cluster, keyBytes), staleTime: 0 });
  const begin = async (shown: Key): Promise<void> => {
    setFailure(null);
    setWritten(undefined);
    try {
      const forms = await client.fetchQuery(keyFormsQuery(cluster, keyBytes));
      setRefusal(forms.mayEdit && forms.reason !== 'inexact' ? null : forms.reason);
      if (forms.mayEdit) {
        const isCurrent = forms.modRevision === shown.modRevision;
        const { modRevision, value } = isCurrent ? shown : await readAnew();
        setDraft(draftOf({ modRevision, value }, forms));
      }
    } catch (error) {
      setFailure(error);
    }
  };
  const end = (result?: WrittenKey): void => {
    setDraft(undefined);
    setRefusal(null);
    setWritten(result);
  };
  return {
    draft,
    change: (next: Draft) => setDraft(next),
    begin,
    end,
    refusal,
    failure,
    written,
    tell: setWritten,
  };
};
