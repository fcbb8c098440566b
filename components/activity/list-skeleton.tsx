import { Skeleton } from '@/components/ui/skeleton';

const rows = ['w-2/3', 'w-3/4', 'w-1/2', 'w-3/5'];

/** What stands in a card while its list is being read. */
export const ListSkeleton = () => (
  <div className="grid gap-3 p-4" aria-busy="true">
    {rows.map((width) => (
      <Skeleton key={width} className={`h-4 ${width}`} />
    ))}
  </div>
);
