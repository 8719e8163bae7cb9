namespace GaOrleans.Core.Enrichment;

/// <summary>
/// The known sources: name, category, host names, and after the last bar what a <c>utm_source</c> may call it besides its name.
/// A host stands for its subdomains too, the longest match wins; <c>google.*</c> stands for every country's domain of that name.
/// <c>app:</c> names an Android app as in <c>android-app://</c> referrers.
/// </summary>
internal static class SourceTable
{
    public const string Lines = """
        Google | Search | google.* googlesyndication.com googleadservices.com app:com.google.android.googlequicksearchbox | adwords google-ads googleads google_ads google.com
        Google News | Other | news.google.* app:com.google.android.apps.magazines | googlenews
        Gmail | Email | mail.google.com app:com.google.android.gm | 
        Google Shopping | Shopping | shopping.google.* | googleshopping google-shopping
        Google Classroom | Other | classroom.google.com |
        Google Docs | Other | docs.google.com drive.google.com |
        Bing | Search | bing.com | bing-ads bingads bing.com microsoft-ads
        DuckDuckGo | Search | duckduckgo.com app:com.duckduckgo.mobile.android | ddg duckduckgo.com
        Yahoo! | Search | search.yahoo.com yahoo.* r.search.yahoo.com search.yahoo.co.jp yahoo.co.jp | yahoo
        Yahoo! Mail | Email | mail.yahoo.com mail.yahoo.net mail.yahoo.co.jp |
        Yandex | Search | yandex.* ya.ru | yandex.direct yandex-direct
        Baidu | Search | baidu.com | 
        Ecosia | Search | ecosia.org |
        Qwant | Search | qwant.com lite.qwant.com |
        Brave | Search | search.brave.com |
        Startpage | Search | startpage.com ixquick.com |
        Kagi | Search | kagi.com |
        Naver | Search | naver.com search.naver.com |
        Daum | Search | daum.net |
        Seznam | Search | seznam.cz search.seznam.cz |
        Sogou | Search | sogou.com |
        So.com | Search | so.com 360.cn haosou.com |
        Shenma | Search | sm.cn |
        Ask | Search | ask.com |
        AOL | Search | aol.com search.aol.com aol.co.uk aolsearch.com |
        Dogpile | Search | dogpile.com |
        Lycos | Search | lycos.com |
        WebCrawler | Search | webcrawler.com |
        MetaGer | Search | metager.org metager.de |
        Mojeek | Search | mojeek.com |
        Swisscows | Search | swisscows.com swisscows.ch |
        Gibiru | Search | gibiru.com |
        Presearch | Search | presearch.com presearch.org |
        You.com | Search | you.com |
        Rambler | Search | rambler.ru nova.rambler.ru |
        Mail.ru | Search | go.mail.ru mail.ru |
        Onet | Search | onet.pl |
        Virgilio | Search | virgilio.it |
        Coc Coc | Search | coccoc.com |
        Petal Search | Search | petalsearch.com |
        Lilo | Search | lilo.org search.lilo.org |
        OceanHero | Search | oceanhero.today |
        Info.com | Search | info.com |
        Search.com | Search | search.com |
        Sapo | Search | sapo.pt |
        Excite | Search | excite.com |
        AVG Search | Search | isearch.avg.com |
        Babylon | Search | search.babylon.com |
        Conduit | Search | search.conduit.com |
        Avira Search | Search | search.avira.com |
        MSN | Search | msn.com |
        CNN | Other | cnn.com |
        Alice | Search | search.alice.it |
        Centrum | Search | centrum.cz |
        Goo | Search | goo.ne.jp |
        Biglobe | Search | biglobe.ne.jp |
        Najdi | Search | najdi.si |
        T-Online | Search | t-online.de suche.t-online.de |
        GMX Search | Search | suche.gmx.net suche.web.de search.gmx.com |
        Zapmeta | Search | zapmeta.com |
        Ekoru | Search | ekoru.org |
        Karma Search | Search | karmasearch.org |
        SearXNG | Search | searx.be searx.me searxng.org |
        Facebook | Social | facebook.com fb.com fb.me messenger.com facebook.net m.facebook.com l.facebook.com lm.facebook.com app:com.facebook.katana | fb facebook.com facebook-ads facebook_ads facebookads fb_ads fbads fb-ads meta meta-ads meta_ads
        Messenger | Social | messenger.com m.me app:com.facebook.orca |
        Instagram | Social | instagram.com l.instagram.com app:com.instagram.android | ig insta instagram.com instagram_ads igshopping
        Threads | Social | threads.net threads.com l.threads.net l.threads.com app:com.instagram.barcelona | 
        WhatsApp | Social | whatsapp.com wa.me web.whatsapp.com app:com.whatsapp | wa whatsapp.com
        Twitter | Social | twitter.com t.co x.com mobile.twitter.com app:com.twitter.android | x twitter-ads twitter_ads twitter.com x.com t.co
        LinkedIn | Social | linkedin.com lnkd.in app:com.linkedin.android | li linkedin.com linkedin-ads linkedin_ads linkedinads
        Reddit | Social | reddit.com redd.it out.reddit.com old.reddit.com app:com.reddit.frontpage | reddit.com reddit-ads reddit_ads redditads
        Pinterest | Social | pinterest.* pin.it app:com.pinterest | pinterest.com pinterest-ads pinterest_ads pin
        TikTok | Social | tiktok.com app:com.zhiliaoapp.musically | tiktok.com tiktok-ads tiktok_ads tiktokads tt
        Snapchat | Social | snapchat.com app:com.snapchat.android | snapchat.com snapchat-ads snapchat_ads snap
        Hacker News | Social | news.ycombinator.com hckrnews.com hn.algolia.com app:io.github.hidroh.materialistic | hn hackernews hacker-news
        Lobsters | Social | lobste.rs |
        Mastodon | Social | mastodon.social mastodon.online mstdn.social fosstodon.org hachyderm.io infosec.exchange mas.to mastodon.world techhub.social app:org.joinmastodon.android |
        Bluesky | Social | bsky.app go.bsky.app app:xyz.blueskyweb.app | bsky
        Telegram | Social | telegram.org t.me web.telegram.org telegram.me app:org.telegram.messenger | tg telegram.org t.me
        Discord | Social | discord.com discordapp.com discord.gg app:com.discord | 
        Slack | Other | slack.com app.slack.com app:com.slack |
        Microsoft Teams | Other | teams.microsoft.com statics.teams.cdn.office.net teams.live.com |
        Quora | Social | quora.com |
        Stack Overflow | Social | stackoverflow.com |
        Stack Exchange | Social | stackexchange.com superuser.com serverfault.com askubuntu.com |
        Tumblr | Social | tumblr.com t.umblr.com |
        Vkontakte | Social | vk.com vk.ru vkontakte.ru away.vk.com m.vk.com | vk
        Odnoklassniki | Social | ok.ru odnoklassniki.ru |
        Weibo | Social | weibo.com weibo.cn t.cn |
        WeChat | Social | weixin.qq.com wechat.com weixin110.qq.com |
        QZone | Social | qzone.qq.com |
        Douban | Social | douban.com |
        Zhihu | Social | zhihu.com |
        Xiaohongshu | Social | xiaohongshu.com xhslink.com | rednote
        LINE | Social | line.me liff.line.me |
        KakaoTalk | Social | kakao.com talk.kakao.com story.kakao.com | kakao
        Viber | Social | viber.com |
        Signal | Social | signal.org |
        XING | Social | xing.com |
        Nextdoor | Social | nextdoor.com |
        Meetup | Social | meetup.com |
        Flickr | Social | flickr.com |
        Foursquare | Social | foursquare.com |
        Goodreads | Social | goodreads.com |
        DeviantArt | Social | deviantart.com |
        Behance | Social | behance.net |
        Dribbble | Social | dribbble.com |
        Myspace | Social | myspace.com |
        LiveJournal | Social | livejournal.com livejournal.ru |
        Gab | Social | gab.com |
        Truth Social | Social | truthsocial.com |
        Lemmy | Social | lemmy.world lemmy.ml |
        Product Hunt | Social | producthunt.com | producthunt
        Indie Hackers | Social | indiehackers.com |
        Dev.to | Social | dev.to |
        Hashnode | Social | hashnode.com |
        Medium | Social | medium.com |
        Substack | Social | substack.com |
        Blogger | Social | blogger.com blogspot.com |
        WordPress | Social | wordpress.com |
        Disqus | Social | disqus.com |
        Digg | Social | digg.com |
        Flipboard | Social | flipboard.com |
        Pocket | Social | getpocket.com |
        Instapaper | Social | instapaper.com |
        Mix | Social | mix.com stumbleupon.com |
        Linktree | Social | linktr.ee |
        Patreon | Social | patreon.com |
        Tripadvisor | Social | tripadvisor.* |
        Yelp | Social | yelp.* |
        Trustpilot | Social | trustpilot.com |
        Glassdoor | Social | glassdoor.com |
        Wykop | Social | wykop.pl |
        Menéame | Social | meneame.net |
        Hatena | Social | hatena.ne.jp b.hatena.ne.jp |
        Mixi | Social | mixi.jp |
        Ameba | Social | ameblo.jp ameba.jp |
        Skyrock | Social | skyrock.com |
        Taringa | Social | taringa.net |
        ResearchGate | Social | researchgate.net |
        Academia | Social | academia.edu |
        SlideShare | Social | slideshare.net |
        Scribd | Other | scribd.com |
        YouTube | Video | youtube.com youtu.be m.youtube.com youtube-nocookie.com app:com.google.android.youtube | yt youtube.com
        Vimeo | Video | vimeo.com player.vimeo.com |
        Twitch | Video | twitch.tv |
        Dailymotion | Video | dailymotion.com |
        Bilibili | Video | bilibili.com b23.tv |
        Rumble | Video | rumble.com |
        Odysee | Video | odysee.com |
        BitChute | Video | bitchute.com |
        PeerTube | Video | joinpeertube.org |
        Niconico | Video | nicovideo.jp |
        Youku | Video | youku.com |
        iQIYI | Video | iqiyi.com |
        Netflix | Video | netflix.com |
        Hulu | Video | hulu.com |
        Disney+ | Video | disneyplus.com |
        TED | Video | ted.com |
        Wistia | Video | wistia.com wistia.net |
        Loom | Video | loom.com |
        Rutube | Video | rutube.ru |
        Amazon | Shopping | amazon.* amzn.to a.co | amazon.com amazon-ads
        eBay | Shopping | ebay.* ebay.co.uk ebay.com.au | ebay.com
        Etsy | Shopping | etsy.com etsy.me | 
        AliExpress | Shopping | aliexpress.com aliexpress.ru |
        Alibaba | Shopping | alibaba.com |
        Taobao | Shopping | taobao.com tmall.com |
        JD | Shopping | jd.com |
        Walmart | Shopping | walmart.com |
        Target | Shopping | target.com |
        Best Buy | Shopping | bestbuy.com |
        Shopify | Shopping | shopify.com myshopify.com |
        Shop | Shopping | shop.app |
        Temu | Shopping | temu.com |
        Shein | Shopping | shein.com |
        Wish | Shopping | wish.com |
        Rakuten | Shopping | rakuten.co.jp rakuten.com |
        Mercado Libre | Shopping | mercadolibre.com mercadolibre.com.ar mercadolibre.com.mx mercadolivre.com.br |
        Zalando | Shopping | zalando.* zalando.co.uk |
        Otto | Shopping | otto.de |
        Idealo | Shopping | idealo.* idealo.co.uk |
        Geizhals | Shopping | geizhals.de geizhals.at geizhals.eu |
        Billiger.de | Shopping | billiger.de |
        Check24 | Shopping | check24.de |
        PriceRunner | Shopping | pricerunner.* pricerunner.com |
        Kelkoo | Shopping | kelkoo.* kelkoo.com |
        PriceSpy | Shopping | pricespy.co.uk pricespy.co.nz prisjakt.nu |
        Shopzilla | Shopping | shopzilla.com |
        Heureka | Shopping | heureka.cz heureka.sk |
        Ceneo | Shopping | ceneo.pl |
        Allegro | Shopping | allegro.pl |
        Bol | Shopping | bol.com |
        Cdiscount | Shopping | cdiscount.com |
        Fnac | Shopping | fnac.com |
        Flipkart | Shopping | flipkart.com |
        Shopee | Shopping | shopee.* shopee.com |
        Lazada | Shopping | lazada.* lazada.com |
        Coupang | Shopping | coupang.com |
        OZON | Shopping | ozon.ru |
        Wildberries | Shopping | wildberries.ru |
        Trendyol | Shopping | trendyol.com |
        Honey | Shopping | joinhoney.com |
        Slickdeals | Shopping | slickdeals.net |
        mydealz | Shopping | mydealz.de |
        ChatGPT | Assistant | chatgpt.com chat.openai.com chat.com app:com.openai.chatgpt | chatgpt.com openai chat-gpt
        Perplexity | Assistant | perplexity.ai app:ai.perplexity.app.android | perplexity.ai
        Claude | Assistant | claude.ai | claude.ai anthropic
        Gemini | Assistant | gemini.google.com bard.google.com | gemini.google.com bard
        Microsoft Copilot | Assistant | copilot.microsoft.com copilot.com m365.cloud.microsoft | copilot copilot.com
        DeepSeek | Assistant | deepseek.com chat.deepseek.com | 
        Grok | Assistant | grok.com grok.x.ai x.ai |
        Meta AI | Assistant | meta.ai |
        Le Chat | Assistant | chat.mistral.ai mistral.ai | mistral
        Poe | Assistant | poe.com |
        Phind | Assistant | phind.com |
        HuggingChat | Assistant | huggingface.co |
        Kimi | Assistant | kimi.com kimi.moonshot.cn |
        Qwen | Assistant | chat.qwen.ai qwen.ai |
        Doubao | Assistant | doubao.com |
        Character.AI | Assistant | character.ai |
        Pi | Assistant | pi.ai |
        Felo | Assistant | felo.ai |
        Genspark | Assistant | genspark.ai |
        iAsk | Assistant | iask.ai |
        Andi | Assistant | andisearch.com |
        NotebookLM | Assistant | notebooklm.google.com notebooklm.google |
        Outlook.com | Email | outlook.live.com outlook.office.com outlook.office365.com mail.live.com hotmail.com app:com.microsoft.office.outlook | outlook
        Proton Mail | Email | mail.proton.me mail.protonmail.com |
        iCloud Mail | Email | icloud.com |
        AOL Mail | Email | mail.aol.com |
        Fastmail | Email | fastmail.com app.fastmail.com |
        Zoho Mail | Email | mail.zoho.com mail.zoho.eu |
        GMX | Email | gmx.net gmx.de gmx.com gmx.at gmx.ch deref-gmx.net |
        WEB.DE | Email | web.de deref-web.de |
        Orange Webmail | Email | webmail.orange.fr messagerie.orange.fr |
        QQ Mail | Email | mail.qq.com |
        163 Mail | Email | mail.163.com mail.126.com |
        Mail.ru Mail | Email | e.mail.ru |
        Yandex Mail | Email | mail.yandex.ru mail.yandex.com |
        Naver Mail | Email | mail.naver.com |
        Seznam Mail | Email | email.seznam.cz |
        Libero Mail | Email | mail.libero.it webmail.libero.it |
        Comcast Mail | Email | mail.comcast.net connect.xfinity.com |
        HEY | Email | app.hey.com |
        Superhuman | Email | superhuman.com |
        Mailchimp | Email | campaign-archive.com mailchi.mp mailchimp.com list-manage.com |
        Brevo | Email | sendinblue.com brevo.com sibforms.com |
        Klaviyo | Email | klaviyo.com klaviyomail.com |
        Kit | Email | convertkit.com kit.com ck.page |
        Beehiiv | Email | beehiiv.com |
        Buttondown | Email | buttondown.email buttondown.com |
        Constant Contact | Email | constantcontact.com |
        Campaign Monitor | Email | createsend.com cmail19.com cmail20.com |
        ActiveCampaign | Email | activehosted.com |
        HubSpot | Other | hubspot.com |
        Spotify | Audio | spotify.com open.spotify.com podcasters.spotify.com |
        Apple Podcasts | Audio | podcasts.apple.com |
        SoundCloud | Audio | soundcloud.com |
        Deezer | Audio | deezer.com |
        Overcast | Audio | overcast.fm |
        Pocket Casts | Audio | pocketcasts.com pca.st |
        Bandcamp | Audio | bandcamp.com |
        Castbox | Audio | castbox.fm |
        Audible | Audio | audible.com |
        GitHub | Other | github.com | github.com
        GitLab | Other | gitlab.com |
        Bitbucket | Other | bitbucket.org |
        npm | Other | npmjs.com |
        Wikipedia | Other | wikipedia.org wikiwand.com |
        Apple | Other | apple.com |
        Microsoft | Other | microsoft.com |
        Notion | Other | notion.so notion.site |
        Trello | Other | trello.com |
        Atlassian | Other | atlassian.net |
        Asana | Other | asana.com |
        ClickUp | Other | clickup.com |
        Figma | Other | figma.com |
        Canva | Other | canva.com |
        Feedly | Other | feedly.com |
        Inoreader | Other | inoreader.com |
        NewsBlur | Other | newsblur.com |
        The Old Reader | Other | theoldreader.com |
        SmartNews | Other | smartnews.com |
        Apple News | Other | apple.news |
        Upday | Other | upday.com |
        Taboola | Other | taboola.com trc.taboola.com |
        Outbrain | Other | outbrain.com paid.outbrain.com |
        Criteo | Other | criteo.com |
        BBC | Other | bbc.co.uk bbc.com |
        The New York Times | Other | nytimes.com nyti.ms |
        The Guardian | Other | theguardian.com |
        Forbes | Other | forbes.com |
        TechCrunch | Other | techcrunch.com |
        The Verge | Other | theverge.com |
        Wired | Other | wired.com |
        Ars Technica | Other | arstechnica.com |
        Heise | Other | heise.de |
        Golem | Other | golem.de |
        Der Spiegel | Other | spiegel.de |
        Slashdot | Other | slashdot.org |
        AlternativeTo | Other | alternativeto.net |
        G2 | Other | g2.com |
        Capterra | Other | capterra.com |
        IMDb | Other | imdb.com |
        Booking.com | Other | booking.com |
        Airbnb | Other | airbnb.com |
        Indeed | Other | indeed.com |
        """;
}
