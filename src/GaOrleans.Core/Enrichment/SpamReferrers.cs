using System.Collections.Frozen;

namespace GaOrleans.Core.Enrichment;

/// <summary>Hosts that post made-up visits so that site owners find them in their reports. A host stands for its subdomains too.</summary>
public static class SpamReferrers
{
    private const string Hosts = """
        semalt.com semaltmedia.com semalt.net buttons-for-website.com buttons-for-your-website.com best-seo-offer.com best-seo-solution.com best-seo-software.xyz
        darodar.com ilovevitaly.com ilovevitaly.co ilovevitaly.ru ilovevitaly.org priceg.com blackhatworth.com hulfingtonpost.com cenoval.ru econom.co
        simple-share-buttons.com social-buttons.com share-buttons.xyz share-buttons-for-free.com free-share-buttons.com free-social-buttons.com free-floating-buttons.com
        floating-share-buttons.com get-free-traffic-now.com get-free-social-traffic.com event-tracking.com success-seo.com videos-for-your-business.com
        100dollars-seo.com 4webmasters.org 7makemoneyonline.com traffic2money.com traffic2cash.xyz trafficmonetize.org trafficmonetizer.org trafficgenius.xyz
        webmonetizer.net websites-reviews.com website-analyzer.info seo-platform.com seoexperimenty.ru sharebutton.net sharebutton.to sharebutton.org
        o-o-6-o-o.com o-o-8-o-o.com o-o-6-o-o.ru humanorightswatch.org guardlink.org hongfanji.com iedit.ilovevitaly.com s.click.aliexpress.cn
        kambasoft.com savetubevideo.com srecorder.com superiends.org torontoplumbinggroup.com tasteidea.com vapmedia.org vodkoved.ru xtrafficplus.com
        anticrawler.org adcash.one ranksonic.info ranksonic.org rankings-analytics.com rank-checker.online keywords-monitoring-success.com keywords-monitoring-your-success.com
        fix-website-errors.com forum69.info domination.ml dailyrank.net erot.co e-buyeasy.com cyber-monday.ga black-friday.ga compliance-checker.info
        copyrightclaims.org cookie-law-enforcement-aa.xyz law-enforcement-bot-ff.xyz law-enforcement-check-three.xyz eu-cookie-law-enforcement1.xyz free-video-tool.com
        lifehacĸer.com xn--lifehacer-1rb.com secret.ɢoogle.com xn--oogle-wmc.com lumb.co lombia.co lombia.com letous.com
        make-money-online.7makemoneyonline.com monetizationking.net net-profits.xyz nufaq.com offers.bycontext.com online-hit.info pornhub-forum.ga
        pizza-tycoon.com powitania.pl resellerclub.cc responsinator.net sanjosestartups.com search-error.com searchlock.cc sitevaluation.org smailik.org
        snip.to socialseet.ru sitesadd.com stopnark.ru theguardlan.com thefds.net top1-seo-service.com topseoservices.co uptime-alpha.net uptime-beta.net uptime-delta.net
        uptime-gamma.net uptimechecker.com videofrost.com viel.su w3javascript.com wallpaper-house.cc wmasterlead.com wordpress-crew.net workius.ru
        yourserverisdown.com zapnado.ru 1-free-share-buttons.com 12masterov.com aliexpress-promo.cc baladur.ru bestwebsitesawards.com brakehawk.com buy-cheap-online.info
        chinese-amezon.com cityadspix.com descargar-musica-gratis.net doska-vsem.ru edakgfvwql.ru embedle.com gobongo.info googlsucks.com howtostopreferralspam.eu
        iskalko.ru justprofit.xyz luxup.ru myftpupload.cc netfacet.net nevapotolok.ru pops.foundation prodvigator.ua qualitymarketzone.com
        rapidgator-porn.ga razborka-skoda.org.ua reversing.cc rusexy.xyz seoanalyses.com sexyali.com shopping.ilovevitaly.ru slftsdybbg.ru solnplast.ru trion.od.ua
        trafficbot.life bottraffic.live bot-traffic.icu bot-traffic.xyz bottraffic.xyz traffic-bot.xyz trafficbot.live trafficbot4free.xyz bottraffic4free.club bottraffic143.xyz
        bottraffic329.xyz bottraffic999.xyz bottraffic4free.host bottraffic4free.xyz trafficape.xyz traffictool.net site-auditor.online makeprogress.ga news.grets.store
        static.seders.website info.seders.website rida.tokyo kar.razas.site ofer.bartikus.site game.fertuk.site garold.dertus.site bavaria.bartikus.site
        """;

    private static readonly FrozenSet<string> Known =
        Hosts.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the host, or a parent domain of it, is on the list.</summary>
    public static bool Contains(string host)
    {
        for (string? rest = ParentDomains.Start(host); rest is not null; rest = ParentDomains.Above(rest))
        {
            if (Known.Contains(rest)) return true;
        }

        return false;
    }
}
