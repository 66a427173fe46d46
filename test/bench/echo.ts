import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  MessageFactory,
} from 'botbuilder';
import restify from 'restify';

// The baseline of a turn: Microsoft's echo bot sample, as bare as it can be. It keeps nothing and signs nothing.
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const said = `Echo: ${context.activity.text}`;
      await context.sendActivity(MessageFactory.text(said, said));
      await next();
    });
  }
}

const credentials = new ConfigurationServiceClientCredentialFactory({ MicrosoftAppId: '' });
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}, credentials));
const bot = new EchoBot();
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  await adapter.process(req, res, (context) => bot.run(context));
});
server.get('/healthz', (_req, res, next) => {
  res.send(200);
  next();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
