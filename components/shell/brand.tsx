/** The mark of the product: a ring with a core. */
export const BrandMark = ({ size = 20 }: { size?: number }) => (
  <svg aria-hidden width={size} height={size} viewBox="0 0 20 20" className="flex-none text-green">
    <circle cx="10" cy="10" r="8.2" fill="none" stroke="currentColor" strokeWidth="2" />
    <circle cx="10" cy="10" r="3.4" fill="currentColor" />
  </svg>
);
