using GaOrleans.Portal.Queries;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Tests.Queries;

public sealed class FilterTextTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("""[["is","visit:country",["DE","AT"]],["contains_not","event:page",["/blog"]]]""", "Country is DE or AT and Page does not contain /blog")]
    [InlineData("""[["or",[["is","event:goal",["Buy"]],["not",["matches","event:props:plan",["^pro"]]]]]]""", "(Goal is Buy or not plan matches expression ^pro)")]
    [InlineData("""[["has_not_done",["is","event:name",["Signup"]]]]""", "visitors who have not done Event name is Signup")]
    [InlineData("""[["is","visit:source",["a","b","c","d","e"]]]""", "Source is a or b or c or 2 others")]
    [InlineData("""[["is","segment",[12]]]""", "Segment is 12")]
    [InlineData("{\"no\":\"list\"}", "{\"no\":\"list\"}")]
    public void Conditions_AreASentence(string json, string text) => Assert.Equal(text, FilterText.Of(json));

    [Theory]
    [InlineData("[]")]
    [InlineData("""[["is","visit:source",["Google \"Ads\"",""]],["is","segment",[12]],["or",[["has_done",["is","event:page",["/a"],{"case_sensitive":false}]],["not",["is","visit:os",["Mac"]]]]]]""")]
    public void Conditions_AreWrittenAsTheyWereRead(string json) => Assert.Equal(json, DraftWriter.WriteFilters(FilterReader.ReadList(json)!));
}
