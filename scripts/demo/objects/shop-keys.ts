import { utf8Bytes } from '@/lib/domain/bytes';
import type { DemoObject } from './demo-object';

const text = (key: string, value: string): DemoObject => ({
  key: utf8Bytes(key),
  value: utf8Bytes(value),
});

const json = (key: string, value: unknown): DemoObject =>
  text(key, `${JSON.stringify(value, null, 2)}\n`);

/** A key that lives as long as its lease, as registrations and locks do. */
const leased = (key: string, value: string): DemoObject => ({
  ...text(key, value),
  lease: 'leases',
});

/** Keys of an application that uses etcd itself: settings, registrations, locks; free to edit. */
export function* shopKeys(): Iterable<DemoObject> {
  yield json('/shop/config/features.json', {
    fastCheckout: true,
    giftCards: false,
    beta: ['cart-v2'],
  });
  yield json('/shop/config/limits.json', { ordersPerMinute: 600, cartItems: 99 });
  yield text('/shop/config/mail.yaml', 'from: shop@example.org\nretries: 3\nqueue: mail\n');
  yield text('/shop/config/motd', 'Everything must go. 全场促销。\n');
  yield text('/shop/config/cart/ttl', '900');
  yield text('/shop/config/cart/currency', 'EUR');
  for (const service of ['cart', 'checkout', 'search']) {
    for (const host of [11, 12]) {
      yield leased(`/shop/services/${service}/10.0.0.${host}:8080`, '{"weight":10,"zone":"a"}');
    }
  }
  yield leased('/shop/locks/invoice-run', 'worker-2');
  yield text('/shop/version', '2026.11.3');
}
