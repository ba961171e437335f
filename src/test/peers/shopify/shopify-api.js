// @shopify/shopify-api: the platform's own client. It speaks to https://SHOP.myshopify.com; here that name leads to the simulator.
const [simulator, shop, apiKey, apiSecretKey, accessToken, refreshToken, orderId] = process.argv.slice(2);
const fetched = globalThis.fetch;
globalThis.fetch = (address, options) => fetched(String(address).replace(`https://${shop}`, simulator), options);
require('@shopify/shopify-api/adapters/node');
const { shopifyApi, Session, LogSeverity } = require('@shopify/shopify-api');
const crypto = require('crypto');

const api = shopifyApi({
  apiKey,
  apiSecretKey,
  scopes: ['read_orders'],
  hostName: 'hub.example',
  apiVersion: '2026-07',
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error, log: () => {} },
});
const session = (token) => new Session({ id: '1', shop, state: 's', isOnline: false, accessToken: token });
const refused = (failed) => ({ name: failed.constructor.name, status: failed.response && failed.response.code, message: failed.message });

(async () => {
  const graphql = new api.clients.Graphql({ session: session(accessToken) });
  const list = await graphql.request(
    `query ($first: Int!, $query: String) {
      orders(first: $first, query: $query, sortKey: UPDATED_AT) {
        nodes { id name totalPriceSet { presentmentMoney { amount currencyCode } } lineItems(first: 2) { nodes { sku quantity } } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    { variables: { first: 1, query: 'status:any' } },
  );
  const rest = new api.clients.Rest({ session: session(accessToken) });
  const page = await rest.get({ path: 'orders', query: { limit: 1, status: 'any' } });
  const next = await rest.get(page.pageInfo.nextPage);
  const order = await rest.get({ path: `orders/${orderId}` });
  const wrong = await graphql.request('query { orders(first: 1) { nodes { nonsense } } }').catch(refused);
  const stranger = await new api.clients.Graphql({ session: session('shpat_stranger') })
    .request('query { shop { name } }')
    .catch(refused);

  // A webhook as the simulator sends it: the client checks signature and headers.
  const heard = await new Promise((resolve) => {
    const server = require('http').createServer((request, response) => {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', async () => {
        const rawBody = Buffer.concat(parts).toString();
        const good = await api.webhooks.validate({ rawBody, rawRequest: request, rawResponse: response });
        const forged = await api.webhooks.validate({ rawBody: rawBody + ' ', rawRequest: request, rawResponse: response });
        response.end();
        server.close();
        resolve({ good, forged, id: JSON.parse(rawBody).admin_graphql_api_id });
      });
    });
    server.listen(0, '127.0.0.1', async () => {
      await graphql.request(
        `mutation ($topic: WebhookSubscriptionTopic!, $hook: WebhookSubscriptionInput!) {
          webhookSubscriptionCreate(topic: $topic, webhookSubscription: $hook) { userErrors { message } }
        }`,
        { variables: { topic: 'ORDERS_UPDATED', hook: { uri: `http://127.0.0.1:${server.address().port}/` } } },
      );
      require('fs').writeFileSync(process.env.SUBSCRIBED, 'yes');
    });
  });

  // The seller consents: the client checks what the browser brings back, and changes the code itself.
  const back = 'https://hub.example/back';
  const consent = await fetched(
    `${simulator}/admin/oauth/authorize?client_id=${apiKey}&redirect_uri=${encodeURIComponent(back)}&state=s1&seller=${shop.split('.')[0]}`,
    { redirect: 'manual' },
  );
  const query = Object.fromEntries(new URL(consent.headers.get('location')).searchParams);
  const signed = await api.utils.validateHmac(query);
  const forged = await api.utils.validateHmac({ ...query, code: 'another' }).catch(() => false);
  const renewed = await api.auth.refreshToken({ shop, refreshToken });
  const after = await new api.clients.Graphql({ session: renewed.session }).request('query { shop { name myshopifyDomain } }');
  console.log(
    JSON.stringify({
      list: list.data,
      cost: list.extensions.cost,
      page: page.body,
      next: next.body,
      order: order.body,
      wrong,
      stranger,
      heard,
      signed,
      forged,
      renewed: { expires: renewed.session.expires, refresh: renewed.session.refreshToken },
      after: after.data,
    }),
  );
})().catch((failed) => {
  console.log(failed.stack);
  process.exit(1);
});
