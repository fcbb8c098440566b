import { headers } from 'next/headers';
import { DocsPage } from '@/components/docs/docs-page';
import type { OpenApiDocument } from '@/components/docs/open-api';
import { publicAddress } from '@/lib/server/http/front-headers';
import { openApiDocument } from '@/lib/server/http/openapi-document';
import { routeDeclarations } from '@/lib/server/http/route-declarations';

export default async function Page() {
  const { prefix } = publicAddress(new Headers(await headers()));
  // What programs are sent is JSON, so the reference shows exactly that.
  const document: OpenApiDocument = JSON.parse(
    JSON.stringify(openApiDocument(routeDeclarations(), prefix)),
  );
  return <DocsPage document={document} />;
}
